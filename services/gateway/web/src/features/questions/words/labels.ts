import type { Label } from "@/words/languages";

export default {
  questions: { en: "Questions", de: "Fragen", ru: "Вопросы", zh: "提问" },
  thread: { en: "Conversation", de: "Gespräch", ru: "Переписка", zh: "对话" },
  feedback: { en: "Feedback", de: "Rückmeldungen", ru: "Отзывы", zh: "反馈" },
} satisfies Record<string, Label>;
