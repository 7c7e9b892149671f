import type { Label } from "@/words/languages";

export default {
  spend: { en: "AI spend", de: "KI-Ausgaben", ru: "Расходы на ИИ", zh: "AI 支出" },
} satisfies Record<string, Label>;
