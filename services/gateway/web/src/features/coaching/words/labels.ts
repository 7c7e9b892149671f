import type { Label } from "@/words/languages";

export default {
  text: { en: "Text", de: "Beurteilung", ru: "Заключение", zh: "评语" },
  chat: { en: "AI chat", de: "KI-Gespräch", ru: "Чат с ИИ", zh: "AI 对话" },
} satisfies Record<string, Label>;
