import type { Label } from "@/words/languages";

export default {
  datasets: { en: "Datasets", de: "Datensätze", ru: "Наборы данных", zh: "数据集" },
  frames: { en: "Frames", de: "Einzelbilder", ru: "Кадры", zh: "画面" },
  frame: { en: "Frame", de: "Einzelbild", ru: "Кадр", zh: "单帧" },
} satisfies Record<string, Label>;
