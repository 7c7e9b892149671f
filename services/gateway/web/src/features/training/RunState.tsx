/** Where a run stands; while it learns, how far that is. */
import { Box, Group, Progress, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { TrainingRun, TrainingRunDetails } from "@/api/client";
import { useLive } from "@/api/live";
import { Tag } from "@/kit/Tag";
import type { Meaning } from "@/kit/tokens";
import { useFormats } from "@/words/format";
import { hearRun } from "./queries";

const MEANINGS: Record<TrainingRun["state"], Meaning> = {
  waiting: "plain",
  training: "accent",
  evaluating: "accent",
  done: "good",
  failed: "bad",
  cancelled: "plain",
};

interface LiveRun {
  run: TrainingRunDetails;
  percent: number;
}

export function RunState({ run }: { run: TrainingRun }) {
  const { t } = useTranslation("training");
  const { number } = useFormats();
  const client = useQueryClient();
  const live = useLive<LiveRun>("training_run", run.id, !run.ended_at, ({ told }) => hearRun(client, told.run));
  const { steps } = run.recipe;
  const percent = live?.percent ?? (100 * run.step) / steps;
  return (
    <Stack gap={4} align="flex-start">
      <Group gap={6}>
        <Tag meaning={MEANINGS[run.state]}>{t(`is.${run.state}`)}</Tag>
        {run.promoted && <Tag meaning="accent">{t("promoted")}</Tag>}
      </Group>
      {run.state === "training" && (
        <Box miw="8rem">
          <Text size="xs">
            {t("stepsDone", { done: number(Math.round((percent * steps) / 100)), total: number(steps) })}
          </Text>
          <Progress value={percent} size="sm" my={4} aria-label={t("progressOf", { name: run.name })} translate="no" />
        </Box>
      )}
      {run.error_message && <Text size="xs">{run.error_message}</Text>}
    </Stack>
  );
}
