/** The moments that show best what to work on, as pins. */
import { Tooltip } from "@mantine/core";
import { IconMapPinFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useMetricWords } from "@/features/metrics/queries";
import { useFormats } from "@/words/format";
import type { ReviewState } from "../useReview";
import { LaneRow, OWN } from "./LaneRow";
import classes from "./Lanes.module.css";

const MOST = 5;
/** Of a video: pins that are nearer would lie on one another on a phone */
const NEAR = 14;

export function MomentLane({ review: { analysis, playback } }: { review: ReviewState }) {
  const { t } = useTranslation("review");
  const { clock } = useFormats();
  const words = useMetricWords();
  const pins = (analysis.result?.deficits ?? [])
    .slice(0, MOST)
    .flatMap(({ metric, moments = [] }) => moments.map((at) => ({ metric, at })))
    .filter(
      ({ at }, index, all) => all.findIndex((other) => Math.abs(other.at - at) < playback.seconds / NEAR) === index,
    );
  return (
    <LaneRow label={t("lanes.moments")}>
      {pins.map(({ metric, at }) => {
        const label = t("lanes.moment", { what: words.name(metric), at: clock(at) });
        return (
          <Tooltip key={`${metric}${at}`} label={label}>
            <button
              type="button"
              {...{ [OWN]: true }}
              className={classes.pin}
              style={{ left: `${(100 * at) / playback.seconds}%` }}
              aria-label={label}
              onClick={() => playback.showMoment(at)}
            >
              <IconMapPinFilled size={16} aria-hidden />
            </button>
          </Tooltip>
        );
      })}
    </LaneRow>
  );
}
