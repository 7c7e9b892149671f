/** One frame of many: its picture with both skeletons, what was said of it, who is at it. */
import { Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconPencil } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { DatasetFrame } from "@/api/client";
import { Tag } from "@/kit/Tag";
import { useFormats } from "@/words/format";
import { coupleOf } from "../editing/couple";
import { Mark } from "../Mark";
import { Skeletons } from "../Skeletons";
import classes from "./grid.module.css";

/** From here on a frame is said to be doubtful */
export const DOUBTFUL = 0.5;
const SMALL = 200;

interface Props {
  frame: DatasetFrame;
  /** Who else is at it */
  holder: string | undefined;
  index: number;
  /** The one that the keys are about */
  current: boolean;
  search: Record<string, unknown>;
  take: (index: number) => void;
}

export const Tile = memo(function Tile({ frame, holder, index, current, search, take }: Props) {
  const { t } = useTranslation("datasets");
  const { clock, list } = useFormats();
  const { width, height, suspicions } = frame;
  const why = list(suspicions.map((one) => t(`suspicion.${one}`)));
  const said = frame.state === "new" ? why : t(`mark.${frame.state}`);
  return (
    <li className={classes.tile}>
      <Link
        to="/train/datasets/$datasetId/frames/$frameId"
        params={{ datasetId: frame.dataset_id, frameId: frame.id }}
        search={search as never}
        className={classes.picture}
        data-index={index}
        tabIndex={current ? 0 : -1}
        aria-label={[t("frameAt", { time: clock(frame.second) }), said, holder].filter(Boolean).join(", ")}
        translate={holder ? "no" : undefined}
        onFocus={() => take(index)}
      >
        <img src={frame.thumbnail} alt="" loading="lazy" decoding="async" />
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden>
          <Skeletons couple={coupleOf(frame.people)} size={width / SMALL} />
        </svg>
      </Link>
      <Group gap={4} mt={4} justify="space-between" wrap="nowrap" className={classes.facts}>
        <Text size="xs" c="dimmed">
          {clock(frame.second)}
        </Text>
        {holder ? (
          <Tag meaning="accent" leftSection={<IconPencil size={12} aria-hidden />}>
            <span translate="no">{holder}</span>
          </Tag>
        ) : (
          <Mark frame={frame} />
        )}
        {!holder && frame.state === "new" && suspicions.length > 0 && (
          <Text size="xs" c="dimmed" truncate title={why}>
            <IconAlertTriangle size={12} aria-hidden /> {why}
          </Text>
        )}
      </Group>
    </li>
  );
});
