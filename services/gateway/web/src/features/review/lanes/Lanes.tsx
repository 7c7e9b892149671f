/** What happens when, under one another on one time axis; a drag selects a span, a tap goes to a place. */
import { useGesture } from "@use-gesture/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/words/format";
import { between } from "../spans";
import { clamp, secondOf, tickStep } from "../time";
import type { ReviewState } from "../useReview";
import { ExclusionLane } from "./ExclusionLane";
import { OWN } from "./LaneRow";
import classes from "./Lanes.module.css";
import { MetricLaneRow } from "./MetricLaneRow";
import { MomentLane } from "./MomentLane";
import { MusicLane } from "./MusicLane";
import { SelectionBar } from "./SelectionBar";

export function Lanes({ review }: { review: ReviewState }) {
  const { t } = useTranslation("review");
  const { playback, selection, select, lanes, chosen, analysis } = review;
  const box = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const { seconds } = playback;
  useEffect(
    () =>
      playback.onFrame((frame) => {
        if (head.current) head.current.style.left = `${(100 * secondOf(frame, playback.film)) / seconds}%`;
      }),
    [playback, seconds],
  );
  const secondAt = (x: number) => {
    const frame = box.current?.getBoundingClientRect();
    return frame ? clamp((x - frame.left) / frame.width, 0, 1) * seconds : 0;
  };
  useGesture(
    {
      onDrag: ({ tap, first, initial: [began], xy: [x], event, cancel }) => {
        if ((first || tap) && event.target instanceof Element && event.target.closest(`[${OWN}]`)) return cancel();
        if (tap) return playback.seek(secondAt(x));
        return select(between(secondAt(began), secondAt(x)));
      },
    },
    { target: box, drag: { filterTaps: true, axis: "x", pointer: { touch: true } } },
  );
  const share = (second: number) => `${(100 * second) / seconds}%`;
  const shown = chosen.flatMap((name) => {
    const metric = lanes?.metrics.find((one) => one.metric === name);
    return metric ? [metric] : [];
  });
  return (
    <section aria-label={t("lanes.title")}>
      <div ref={box} className={classes.lanes}>
        <Axis seconds={seconds} />
        <MusicLane review={review} />
        <ExclusionLane review={review} secondAt={secondAt} />
        {analysis.result && <MomentLane review={review} />}
        {shown.map((metric) => (
          <MetricLaneRow key={metric.metric} metric={metric} review={review} />
        ))}
        {selection && (
          <div
            className={classes.selection}
            style={{ left: share(selection.start), width: share(selection.end - selection.start) }}
            data-testid="selection"
          />
        )}
        <div ref={head} className={classes.head} data-testid="playhead" />
      </div>
      <SelectionBar review={review} />
    </section>
  );
}

function Axis({ seconds }: { seconds: number }) {
  const { clock } = useFormats();
  const step = tickStep(seconds);
  const ticks = Array.from({ length: Math.floor(seconds / step) + 1 }, (_, index) => index * step);
  return (
    <div className={classes.axis} aria-hidden>
      {ticks.map((at) => (
        <span key={at} className={classes.tick} style={{ left: `${(100 * at) / seconds}%` }}>
          {at / seconds < 0.94 && clock(at).replace(/[.,]0$/, "")}
        </span>
      ))}
    </div>
  );
}
