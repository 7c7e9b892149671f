import type { Label } from "@/words/languages";

export default {
  review: { en: "Analysis", de: "Analyse", ru: "Анализ", zh: "分析结果" },
  beside: {
    en: "Two runs side by side",
    de: "Zwei Läufe nebeneinander",
    ru: "Два расчёта рядом",
    zh: "两次评分并排对比",
  },
} satisfies Record<string, Label>;
