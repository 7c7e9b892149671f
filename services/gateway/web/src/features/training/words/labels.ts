import type { Label } from "@/words/languages";

export default {
  runs: { en: "Training runs", de: "Trainingsläufe", ru: "Обучение", zh: "训练任务" },
  run: { en: "Training run", de: "Trainingslauf", ru: "Сеанс обучения", zh: "训练任务" },
} satisfies Record<string, Label>;
