import type { Label } from "@/words/languages";

export default {
  keys: { en: "API keys", de: "API-Schlüssel", ru: "Ключи API", zh: "API 密钥" },
} satisfies Record<string, Label>;
