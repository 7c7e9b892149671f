import type { Label } from "@/words/languages";

export default {
  review: { en: "Analysis", de: "Analyse", ru: "Анализ", zh: "分析结果" },
} satisfies Record<string, Label>;
