/** Bars and beats as they were heard, tapped or told from the couple's movement, and what is being tapped just now. */
import { useTranslation } from "react-i18next";
import { useFormats } from "@/words/format";
import type { ReviewState } from "../useReview";
import { LaneRow } from "./LaneRow";
import classes from "./Lanes.module.css";

export function MusicLane({ review: { analysis, playback, draft } }: { review: ReviewState }) {
  const { t } = useTranslation("review");
  const { number } = useFormats();
  const { seconds } = playback;
  const music = analysis.result?.music;
  const { beats = [], beats_per_bar: perBar = 0, first_downbeat: first = 0 } = music ?? {};
  const downbeats = perBar > 0 ? beats.filter((_, index) => (index - first) % perBar === 0) : [];
  const x = (second: number) => (1000 * second) / seconds;
  const from =
    music?.bars_from === "moved"
      ? "moved"
      : analysis.configuration.music?.beats_per_minute != null
        ? "tapped"
        : "heard";
  const hint =
    music?.bars_per_minute != null
      ? t(`lanes.${from}`, { bars: number(music.bars_per_minute, 1) })
      : analysis.result && t("lanes.noMusic");
  return (
    <LaneRow label={t("lanes.music")} hint={hint}>
      <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden>
        {downbeats.map((at, bar) =>
          bar % 2 ? null : (
            <rect
              key={at}
              className={classes.bar}
              x={x(at)}
              width={Math.max(
                x(downbeats[bar + 1] ?? Math.min(2 * at - (downbeats[bar - 1] ?? at), seconds)) - x(at),
                0,
              )}
              y={42}
              height={58}
            />
          ),
        )}
        <path
          className={classes.beat}
          d={beats.map((at, index) => `M${x(at)} 100V${(index - first) % perBar === 0 ? 48 : 72}`).join("")}
        />
        <path className={classes.tap} d={draft.taps.map((at) => `M${x(at)} 100V30`).join("")} />
      </svg>
    </LaneRow>
  );
}
