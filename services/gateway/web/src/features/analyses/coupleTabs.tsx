import { lazy } from "react";
import type { CoupleTab } from "@/kit/coupleTabs";
import labels from "./words/labels";

export const coupleTabs: CoupleTab[] = [
  {
    id: "sessions",
    label: labels.sessions,
    order: 10,
    needs: "see_analyses",
    component: lazy(async () => ({ default: (await import("./CoupleSessions")).CoupleSessions })),
  },
];
