/** What to work on: each thing with its sentence and the moments that show it. */
import { Card, Group, Stack, Text, Title } from "@mantine/core";
import { IconPlayerPlayFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Deficit, Result } from "@/api/client";
import { useMetricWords } from "@/features/metrics/queries";
import { useFormats } from "@/words/format";
import type { ReviewState } from "../useReview";
import classes from "./Scores.module.css";
import { useThumbnails } from "./useThumbnails";

const MOST = 3;

export function ToWorkOn({ review, result }: { review: ReviewState; result: Result }) {
  const { t } = useTranslation("review");
  const shown = result.deficits.slice(0, MOST);
  const paint = useThumbnails(review);
  if (shown.length === 0) return null;
  return (
    <Card padding="md">
      <Title order={2} mb="xs">
        {t("toWorkOn")}
      </Title>
      <Stack gap="md">
        {shown.map((deficit) => (
          <Thing key={deficit.metric} deficit={deficit} review={review} result={result} paint={paint} />
        ))}
      </Stack>
    </Card>
  );
}

interface ThingProps {
  deficit: Deficit;
  review: ReviewState;
  result: Result;
  paint: (canvas: HTMLCanvasElement | null, second: number) => void;
}

function Thing({ deficit, review, result, paint }: ThingProps) {
  const { t } = useTranslation("review");
  const { clock } = useFormats();
  const words = useMetricWords();
  const measured = result.metrics.find((one) => one.name === deficit.metric);
  return (
    <div>
      <Text fw={600}>
        {words.part(deficit.name)}{" "}
        <Text span size="xs" c="dimmed" fw={400}>
          {deficit.component}
        </Text>
      </Text>
      {measured && (
        <Text size="sm" mb="xs">
          {words.fault(measured)}
        </Text>
      )}
      <Group gap={6} className={classes.moments}>
        {(deficit.moments ?? []).slice(0, MOST).map((second) => (
          <button
            key={second}
            type="button"
            className={classes.moment}
            aria-label={t("moment", { at: clock(second) })}
            onClick={() => review.playback.showMoment(second)}
          >
            <canvas ref={(canvas) => paint(canvas, second)} width={224} height={126} aria-hidden />
            <span className={classes.at}>
              <IconPlayerPlayFilled size={10} aria-hidden />
              {clock(second)}
            </span>
          </button>
        ))}
      </Group>
    </div>
  );
}
