import type { Label } from "@/words/languages";

export default {
  phrases: { en: "Phrases", de: "Sätze", ru: "Фразы", zh: "语句" },
} satisfies Record<string, Label>;
