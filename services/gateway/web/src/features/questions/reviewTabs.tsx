import { lazily } from "@/kit/lazily";
import type { ReviewTab } from "@/kit/reviewTabs";
import labels from "./words/labels";

export const reviewTabs: ReviewTab[] = [
  {
    id: "questions",
    label: labels.questions,
    order: 45,
    needs: "talk",
    takesPictures: true,
    component: lazily(() => import("./OfRecording"), "OfRecording"),
  },
];
