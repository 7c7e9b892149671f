import type { Label } from "@/words/languages";

export default {
  analyses: { en: "Analyses", de: "Analysen", ru: "Анализы", zh: "分析" },
  sessions: { en: "Sessions", de: "Aufnahmen", ru: "Записи", zh: "录像" },
} satisfies Record<string, Label>;
