import { lazy } from "react";
import type { CoupleTab } from "@/kit/coupleTabs";
import labels from "./words/labels";

export const coupleTabs: CoupleTab[] = [
  {
    id: "trends",
    label: labels.trends,
    order: 20,
    needs: "see_analyses",
    component: lazy(async () => ({ default: (await import("./Trends")).Trends })),
  },
];
