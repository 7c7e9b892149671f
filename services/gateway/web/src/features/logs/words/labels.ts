import type { Label } from "@/words/languages";

export default {
  logs: { en: "Logs", de: "Protokolle", ru: "Журналы", zh: "日志" },
} satisfies Record<string, Label>;
