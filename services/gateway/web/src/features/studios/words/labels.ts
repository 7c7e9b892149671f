import type { Label } from "@/words/languages";

export default {
  studios: { en: "Studios", de: "Studios", ru: "Студии", zh: "工作室" },
} satisfies Record<string, Label>;
