import type { Label } from "@/words/languages";

export default {
  transcribe: { en: "Transcribe", de: "Transkribieren", ru: "Расшифровка", zh: "转写" },
  listening: { en: "Recording", de: "Aufnahme", ru: "Запись", zh: "录音" },
  library: { en: "Library", de: "Bibliothek", ru: "Библиотека", zh: "资料库" },
  transcript: { en: "Transcript", de: "Transkript", ru: "Стенограмма", zh: "文字稿" },
} satisfies Record<string, Label>;
