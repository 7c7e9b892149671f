import type { Label } from "@/words/languages";

export default {
  principles: { en: "Principles", de: "Grundsätze", ru: "Принципы", zh: "原则" },
} satisfies Record<string, Label>;
