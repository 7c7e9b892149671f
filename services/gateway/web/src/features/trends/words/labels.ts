import type { Label } from "@/words/languages";

export default {
  trends: { en: "Trends", de: "Verlauf", ru: "Динамика", zh: "趋势" },
} satisfies Record<string, Label>;
