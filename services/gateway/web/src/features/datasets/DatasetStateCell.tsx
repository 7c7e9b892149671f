/** Where a dataset stands; while its frames are taken, how far that is. */
import { Box, Progress, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Annotation, Dataset, DatasetState } from "@/api/client";
import { useLive } from "@/api/live";
import { Tag } from "@/kit/Tag";
import type { Meaning } from "@/kit/tokens";
import { useFormats } from "@/words/format";
import { hearDataset } from "./queries";

const MEANINGS: Record<DatasetState, Meaning> = {
  extracting: "accent",
  ready: "good",
  failed: "bad",
  cancelled: "plain",
};

export interface LiveDataset {
  dataset: Dataset;
  percent: number;
}

export function DatasetStateCell({ dataset }: { dataset: Dataset }) {
  const { t } = useTranslation("datasets");
  const client = useQueryClient();
  const taking = dataset.state === "extracting";
  const asked = dataset.annotation;
  const looking = asked != null && !asked.ended_at;
  const live = useLive<LiveDataset>("dataset", dataset.id, taking || looking, ({ told }) =>
    hearDataset(client, told.dataset),
  );
  if (taking) return <Taking percent={live?.percent ?? 0} name={dataset.name} />;
  return (
    <Stack gap={4} align="flex-start">
      <Tag meaning={MEANINGS[dataset.state]}>{t(`is.${dataset.state}`)}</Tag>
      {dataset.error_message && <Text size="xs">{dataset.error_message}</Text>}
      {looking && <Looking asked={asked} name={dataset.name} />}
      {asked?.error_message && <Text size="xs">{asked.error_message}</Text>}
    </Stack>
  );
}

export function Taking({ percent, name }: { percent: number; name: string }) {
  const { t } = useTranslation("datasets");
  const { unit } = useFormats();
  return (
    <Box miw="8rem">
      <Text size="xs">
        {t("is.extracting")} {unit(percent, "percent")}
      </Text>
      <Progress value={percent} size="sm" my={4} aria-label={t("takingOf", { name })} translate="no" />
    </Box>
  );
}

/** How far a model is, how fast, and how long it still takes. */
function Looking({ asked, name }: { asked: Annotation; name: string }) {
  const { t } = useTranslation("datasets");
  const { number, clock } = useFormats();
  const seconds = Math.max((Date.now() - Date.parse(asked.started_at)) / 1000, 1);
  const rate = asked.done / seconds;
  const left = rate > 0 ? clock((asked.total - asked.done) / rate) : null;
  return (
    <Box miw="8rem">
      <Text size="xs">
        {t("annotate.done", { done: number(asked.done), total: number(asked.total) })}
        {left && ` · ${t("annotate.rate", { rate: number(rate, 1), left })}`}
      </Text>
      <Progress
        value={(100 * asked.done) / Math.max(asked.total, 1)}
        size="sm"
        my={4}
        aria-label={t("annotate.of", { name })}
        translate="no"
      />
    </Box>
  );
}
