import type { Label } from "@/words/languages";

export default {
  help: { en: "Help", de: "Hilfe", ru: "Справка", zh: "帮助" },
} satisfies Record<string, Label>;
