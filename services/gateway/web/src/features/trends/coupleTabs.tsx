import type { CoupleTab } from "@/kit/coupleTabs";
import { lazily } from "@/kit/lazily";
import labels from "./words/labels";

export const coupleTabs: CoupleTab[] = [
  {
    id: "trends",
    label: labels.trends,
    order: 20,
    needs: "see_analyses",
    component: lazily(() => import("./Trends"), "Trends"),
  },
];
