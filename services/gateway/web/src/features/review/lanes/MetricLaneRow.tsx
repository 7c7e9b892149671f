/** One measurement over time: as a curve where it is made of one, else bar by bar; and where it is good. */
import { useTranslation } from "react-i18next";
import { useMetricWords } from "@/features/metrics/queries";
import type { MetricLane } from "../queries";
import type { ReviewState } from "../useReview";
import { LaneRow } from "./LaneRow";
import classes from "./Lanes.module.css";
import { isGood, scaleOf, trace } from "./scale";

export function MetricLaneRow({ metric, review }: { metric: MetricLane; review: ReviewState }) {
  const { t } = useTranslation("review");
  const words = useMetricWords();
  const { analysis, lanes, playback } = review;
  const measured = analysis.result?.metrics.find((one) => one.name === metric.metric);
  const signal = lanes?.signals.find((one) => one.metric === metric.metric);
  const scale = scaleOf(metric);
  const x = (second: number) => (1000 * second) / playback.seconds;
  const [low, high] = [scale.y(metric.good_from ?? scale.low), scale.y(metric.good_to ?? scale.high)];
  const banded = metric.good_from !== null || metric.good_to !== null;
  return (
    <LaneRow label={words.name(metric.metric)} hint={measured && words.value(measured)} tall>
      <svg
        viewBox="0 0 1000 100"
        preserveAspectRatio="none"
        role="img"
        aria-label={t("lanes.overTime", { what: words.name(metric.metric) })}
      >
        {banded && <rect className={classes.band} x={0} width={1000} y={high} height={Math.max(low - high, 0)} />}
        {metric.bars.map(({ start, end, value }, index) => {
          // Measured over two bars, every value stands where its own bar is.
          const until = Math.min(end, metric.bars[index + 1]?.start ?? end);
          const top = scale.y(value);
          const base = scale.y(scale.base);
          return (
            <rect
              key={start}
              className={classes.block}
              data-bad={!isGood(metric, value) || undefined}
              x={x(start) + 0.5}
              width={Math.max(x(until) - x(start) - 1, 0.5)}
              y={Math.min(top, base)}
              height={Math.max(Math.abs(base - top), 2)}
            />
          );
        })}
        {signal && <path className={classes.curve} d={trace(signal, x)} />}
      </svg>
    </LaneRow>
  );
}
