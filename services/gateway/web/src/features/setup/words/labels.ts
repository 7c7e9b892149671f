import type { Label } from "@/words/languages";

export default {
  setup: { en: "Setup", de: "Einstellungen", ru: "Настройки", zh: "设置" },
} satisfies Record<string, Label>;
