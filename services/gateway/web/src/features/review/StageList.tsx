/** Where a run stands: every stage with its state, live progress above, retry where a stage failed. */

import { Box, Button, Card, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Analysis, Stage } from "@/api/client";
import { cancelAnalysis, retryStage, underWay } from "@/features/analyses/queries";
import { useConfirm } from "@/kit/confirm";
import { StateTag } from "@/kit/StateTag";
import { useToast } from "@/kit/toast";
import { useFormats } from "@/words/format";
import { useTold } from "@/words/sentence";
import { useProgress } from "./useProgress";

const seconds = ({ started_at, finished_at }: Stage) =>
  started_at && finished_at ? (Date.parse(finished_at) - Date.parse(started_at)) / 1000 : null;

/** What waits or runs in an analysis that has ended does so no more. */
const standing = (analysis: Analysis, { state }: Stage) =>
  !underWay(analysis) && (state === "waiting" || state === "running") ? "cancelled" : state;

/** Whether another attempt may end otherwise: never of what has ended well. */
export const canHelp = (analysis: Analysis, { state, can_retry }: Stage) =>
  !underWay(analysis) && can_retry === true && (state === "failed" || state === "cancelled");

export function StageList({ analysis }: { analysis: Analysis }) {
  const { t } = useTranslation("review");
  const toast = useToast();
  const confirm = useConfirm();
  const running = underWay(analysis);
  const cancel = useMutation({ ...cancelAnalysis, onError: toast.failed });
  const retry = useMutation({ ...retryStage, onError: toast.failed });
  const stop = async () => {
    if (await confirm({ title: t("cancelTitle"), consequence: t("cancelWhy"), action: t("cancel") }))
      cancel.mutate(analysis.id);
  };
  return (
    <Card>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t("stages")}</Title>
        {running && (
          <Button variant="default" size="xs" onClick={stop}>
            {t("cancel")}
          </Button>
        )}
      </Group>
      <Stack gap="xs">
        {analysis.stages.map((stage) => (
          <StageRow
            key={`${stage.name}${stage.camera ?? ""}`}
            stage={{ ...stage, state: standing(analysis, stage) }}
            retry={canHelp(analysis, stage) ? () => retry.mutate({ id: analysis.id, stage }) : undefined}
          />
        ))}
      </Stack>
    </Card>
  );
}

function StageRow({ stage, retry }: { stage: Stage; retry: (() => void) | undefined }) {
  const { t } = useTranslation("review");
  const { t: common } = useTranslation();
  const told = useTold();
  const { unit } = useFormats();
  const took = seconds(stage);
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          {common(`stage.${stage.name}`)}
          {stage.camera && ` (${stage.camera})`}
        </Text>
        <Group gap="xs" wrap="nowrap">
          {took !== null && (
            <Text size="xs" c="dimmed">
              {unit(took, "second", 1)}
            </Text>
          )}
          <StateTag state={stage.state} />
          {retry && (
            <Button size="compact-sm" variant="subtle" onClick={retry}>
              {t("retry")}
            </Button>
          )}
        </Group>
      </Group>
      {stage.error_message && (
        <Text size="sm" c="var(--mantine-color-error)">
          {told(stage.error_code ?? "", stage.error_message)}
        </Text>
      )}
    </div>
  );
}

export function LiveProgress({ id }: { id: string }) {
  const { t } = useTranslation("review");
  const { t: common } = useTranslation();
  const { unit, number, duration } = useFormats();
  const live = useProgress(id);
  if (!live) return null;
  const label = live.stage ? common(`stage.${live.stage}`) : common("state.running");
  return (
    <Box role="status" mb="sm">
      <Group justify="space-between">
        <Text size="sm">
          {label}
          {live.total > 0 && `: ${number(live.done)} / ${number(live.total)} ${live.unit}`}
        </Text>
        <Text size="sm" c="dimmed">
          {unit(live.percent, "percent")}
          {live.eta_seconds != null && ` · ${t("left", { time: duration(live.eta_seconds) })}`}
        </Text>
      </Group>
      <Progress value={live.percent} my="xs" aria-label={label} />
    </Box>
  );
}
