import type { Label } from "@/words/languages";

export default {
  fresh: { en: "New analysis", de: "Neue Analyse", ru: "Новый анализ", zh: "新建分析" },
} satisfies Record<string, Label>;
