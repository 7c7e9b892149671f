import type { Label } from "@/words/languages";

export default {
  home: { en: "Home", de: "Start", ru: "Главная", zh: "首页" },
} satisfies Record<string, Label>;
