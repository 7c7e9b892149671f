import type { Label } from "@/words/languages";

export default {
  users: { en: "Users", de: "Benutzer", ru: "Пользователи", zh: "用户" },
} satisfies Record<string, Label>;
