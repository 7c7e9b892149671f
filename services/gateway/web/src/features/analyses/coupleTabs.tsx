import type { CoupleTab } from "@/kit/coupleTabs";
import { lazily } from "@/kit/lazily";
import labels from "./words/labels";

export const coupleTabs: CoupleTab[] = [
  {
    id: "sessions",
    label: labels.sessions,
    order: 10,
    needs: "see_analyses",
    component: lazily(() => import("./CoupleSessions"), "CoupleSessions"),
  },
];
