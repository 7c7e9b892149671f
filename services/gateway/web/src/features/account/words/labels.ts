import type { Label } from "@/words/languages";

export default {
  profile: { en: "My profile", de: "Mein Profil", ru: "Мой профиль", zh: "我的资料" },
  setPassword: { en: "Choose a password", de: "Passwort wählen", ru: "Выбор пароля", zh: "设置密码" },
} satisfies Record<string, Label>;
