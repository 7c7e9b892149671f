import type { Label } from "@/words/languages";

export default {
  analyses: { en: "Analyses", de: "Analysen", ru: "Анализы", zh: "分析" },
} satisfies Record<string, Label>;
