/** Tells when the music does not fit the dance that was entered. */
import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { MusicFacts } from "@/api/client";
import { useFormats } from "@/words/format";

export function MusicWarning({ music }: { music: MusicFacts }) {
  const { t } = useTranslation("review");
  const { t: common } = useTranslation();
  const { number } = useFormats();
  if (music.warning === "wrong_dance" && music.sounds_like)
    return <Alert color="warn">{t("warning.wrongDance", { dance: common(`dance.${music.sounds_like}`) })}</Alert>;
  const [low, high] = music.official_bars_per_minute ?? [];
  if (music.warning === "wrong_tempo" && music.bars_per_minute != null && low != null && high != null)
    return (
      <Alert color="warn">
        {t("warning.wrongTempo", {
          bars: number(music.bars_per_minute, 1),
          low: number(low, 1, 0),
          high: number(high, 1, 0),
        })}
      </Alert>
    );
  return null;
}
