/** What is said of the music, in one sentence and from one place: above the scores, beside them, and of the sound. */
import { useTranslation } from "react-i18next";
import type { Result } from "@/api/client";
import { useFormats } from "@/words/format";

/** Undefined where there is nothing to remark. */
export function useMusicSentence(): (result: Result | null | undefined) => string | undefined {
  const { t } = useTranslation("review");
  const { t: common } = useTranslation();
  const { number } = useFormats();
  return (result) => {
    if (!result) return undefined;
    const { music } = result;
    // Where there is nothing to dance to, what else is measured needs a word: bars may come from the movement.
    const moved =
      music.bars_from === "moved" && music.bars_per_minute != null
        ? ` ${t("barsMoved", { bars: number(music.bars_per_minute, 1) })}`
        : "";
    if (music.warning === "wrong_dance" && music.sounds_like)
      return t("warning.wrongDance", { dance: common(`dance.${music.sounds_like}`) }) + moved;
    if (!music.assessable) return t("missing.music") + moved;
    const [low, high] = music.official_bars_per_minute ?? [];
    if (music.warning === "wrong_tempo" && music.bars_per_minute != null && low != null && high != null)
      return t("warning.wrongTempo", {
        bars: number(music.bars_per_minute, 1),
        low: number(low, 1, 0),
        high: number(high, 1, 0),
      });
    return undefined;
  };
}
