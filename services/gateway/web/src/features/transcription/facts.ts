/** What is said of a recording in a line. */
import { useTranslation } from "react-i18next";
import type { Transcription } from "@/api/client";
import { useFormats } from "@/words/format";

type Facts = Pick<Transcription, "language" | "language_probability" | "seconds" | "task"> & { count: number };

export function useFacts() {
  const { t } = useTranslation("transcription");
  const { percent, clock, language: name } = useFormats();
  return ({ language, language_probability, seconds, task, count }: Facts): string =>
    [
      ...(seconds == null ? [] : [clock(seconds)]),
      ...(language ? [name(language)] : []),
      ...(language_probability == null ? [] : [t("sure", { share: percent(language_probability) })]),
      ...(task === "translate" ? [t("tasks.translate")] : []),
      ...(count ? [t("segments", { count })] : []),
    ].join(" · ");
}
