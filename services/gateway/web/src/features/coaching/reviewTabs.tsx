import type { Analysis } from "@/api/client";
import { lazily } from "@/kit/lazily";
import type { ReviewTab } from "@/kit/reviewTabs";
import labels from "./words/labels";

const has = ({ evaluation }: Analysis) => Boolean(evaluation);

export const reviewTabs: ReviewTab[] = [
  { id: "text", label: labels.text, order: 40, has, component: lazily(() => import("./Evaluation"), "Evaluation") },
  {
    id: "chat",
    label: labels.chat,
    order: 42,
    has,
    needs: "ask_ai",
    component: lazily(() => import("./Chat"), "Chat"),
  },
];
