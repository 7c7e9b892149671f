/** Where a run stands: every stage with its state, live progress above, retry where a stage failed. */
import { Badge, Button, Card, Group, Progress, Stack, Text, Title } from "@mantine/core";
import type { Analysis, Stage } from "../../api/client";
import { en } from "../../en";
import { stateColour } from "./AnalysisList";
import type { Live } from "./useLive";

const seconds = (stage: Stage) =>
  stage.started_at && stage.finished_at ? `${((Date.parse(stage.finished_at) - Date.parse(stage.started_at)) / 1000).toFixed(1)} s` : "";

interface Props {
  analysis: Analysis;
  live: Live | null;
  retry: (stage: Stage) => void;
  cancel: () => void;
}

export function StageList({ analysis, live, retry, cancel }: Props) {
  const running = analysis.state === "running";
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={4}>{en.review.stages}</Title>
        {running && <Button size="compact-sm" variant="default" onClick={cancel}>{en.review.cancel}</Button>}
      </Group>
      {running && live && (
        <div role="status">
          <Group justify="space-between">
            <Text size="sm">{live.stage ? en.stage[live.stage] : en.state.running}{live.total > 0 ? `: ${live.done} / ${live.total} ${live.unit}` : ""}</Text>
            <Text size="sm" c="dimmed">{live.percent.toFixed(0)} %{live.eta_seconds != null ? ` · ${en.review.left(live.eta_seconds)}` : ""}</Text>
          </Group>
          <Progress value={live.percent} my="xs" aria-label={en.state.running} />
        </div>
      )}
      <Stack gap={6}>
        {analysis.stages.map((stage) => (
          <div key={`${stage.name}${stage.camera ?? ""}`}>
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm">{en.stage[stage.name]}{stage.camera ? ` (${stage.camera})` : ""}</Text>
              <Group gap="xs" wrap="nowrap">
                <Text size="xs" c="dimmed">{seconds(stage)}</Text>
                <Badge variant="light" color={stateColour[stage.state]}>{en.state[stage.state]}</Badge>
                {!running && stage.name !== "check" && stage.state !== "waiting" && <Button size="compact-xs" variant="subtle" onClick={() => retry(stage)}>{en.review.retry}</Button>}
              </Group>
            </Group>
            {stage.error_message && <Text size="sm" c="red">{stage.error_message}</Text>}
          </div>
        ))}
      </Stack>
    </Card>
  );
}
