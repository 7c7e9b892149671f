import type { CoupleTab } from "@/kit/coupleTabs";
import { lazily } from "@/kit/lazily";
import labels from "./words/labels";

export const coupleTabs: CoupleTab[] = [
  {
    id: "feedback",
    label: labels.feedback,
    order: 30,
    needs: "talk",
    component: lazily(() => import("./OfCouple"), "OfCouple"),
  },
];
