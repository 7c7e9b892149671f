/** What is scored and what is left out; the edges of what is left out can be dragged, or moved with arrows. */
import { useDrag } from "@use-gesture/react";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/words/format";
import { sameSpans } from "../spans";
import { clamp } from "../time";
import type { ReviewState } from "../useReview";
import { LaneRow, OWN } from "./LaneRow";
import classes from "./Lanes.module.css";

/** Seconds per press of an arrow */
const NUDGE = 0.1;

interface Props {
  review: ReviewState;
  secondAt: (x: number) => number;
}

export function ExclusionLane({ review, secondAt }: Props) {
  const { t } = useTranslation("review");
  const { playback, draft, analysis } = review;
  const { exclusions } = draft;
  const { seconds } = playback;
  const film = review.film;
  const share = (second: number) => `${(100 * second) / seconds}%`;
  const waits = !sameSpans(exclusions, analysis.configuration.exclusions ?? []) ? t("lanes.notYet") : undefined;
  return (
    <LaneRow label={t("lanes.scored")} hint={waits}>
      <div className={classes.scored} />
      <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden>
        <path
          className={classes.cut}
          d={(film.cuts ?? []).map((cut) => `M${(1000 * cut) / film.fps / seconds} 0V100`).join("")}
        />
      </svg>
      {exclusions.map((span, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a span that is dragged stays the same one
          key={`${analysis.id}-${index}`}
          className={classes.excluded}
          style={{ left: share(span.start), width: share(span.end - span.start) }}
          data-testid="excluded"
        >
          <Edge review={review} index={index} edge="start" secondAt={secondAt} />
          <Edge review={review} index={index} edge="end" secondAt={secondAt} />
        </div>
      ))}
    </LaneRow>
  );
}

interface EdgeProps extends Props {
  index: number;
  edge: "start" | "end";
}

function Edge({ review, index, edge, secondAt }: EdgeProps) {
  const { t } = useTranslation("review");
  const { clock } = useFormats();
  const { playback, draft } = review;
  const span = draft.exclusions[index];
  const move = (second: number, done: boolean) => {
    if (!span) return;
    const at = Math.round(clamp(second, 0, playback.seconds) * 100) / 100;
    const moved = { ...span, [edge]: at };
    if (moved.end - moved.start >= NUDGE) review.moveSpan(index, moved, done);
  };
  const drag = useDrag(
    ({ xy: [x], last, event }) => {
      event.stopPropagation();
      move(secondAt(x), last);
      playback.seek(secondAt(x));
    },
    { pointer: { touch: true } },
  );
  if (!span) return null;
  const nudge = (by: number) => {
    move(span[edge] + by, true);
    playback.seek(span[edge] + by);
  };
  return (
    <button
      type="button"
      {...drag()}
      {...{ [OWN]: true }}
      className={classes.handle}
      style={edge === "start" ? { left: -12 } : { right: -12 }}
      role="slider"
      aria-label={t(`lanes.${edge}`, { at: clock(span.start) })}
      aria-valuemin={0}
      aria-valuemax={playback.seconds}
      aria-valuenow={span[edge]}
      aria-valuetext={clock(span[edge])}
      onKeyDown={({ key }) => {
        if (key === "ArrowLeft") nudge(-NUDGE);
        if (key === "ArrowRight") nudge(NUDGE);
      }}
    />
  );
}
