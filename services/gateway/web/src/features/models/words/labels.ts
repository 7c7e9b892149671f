import type { Label } from "@/words/languages";

export default {
  models: { en: "Pose models", de: "Posenmodelle", ru: "Модели поз", zh: "姿态模型" },
} satisfies Record<string, Label>;
