import type { Label } from "@/words/languages";

export default {
  couples: { en: "Couples", de: "Paare", ru: "Пары", zh: "舞伴组合" },
  couple: { en: "Couple", de: "Paar", ru: "Пара", zh: "舞伴" },
} satisfies Record<string, Label>;
