import type { Label } from "@/words/languages";

export default {
  notifications: { en: "Notifications", de: "Mitteilungen", ru: "Уведомления", zh: "通知" },
} satisfies Record<string, Label>;
