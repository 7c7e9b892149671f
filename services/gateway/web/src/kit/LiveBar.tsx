/** How far something is that runs: what is being done, how fast, how long it will take. */
import { Box, Group, Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { JobProgress } from "@/api/work";
import { useFormats } from "@/words/format";

interface Props {
  progress: JobProgress;
  /** What runs, for those who do not see where the bar stands */
  label: string;
}

export function LiveBar({ progress, label }: Props) {
  const { t } = useTranslation();
  const { unit, number, duration } = useFormats();
  const { state, stage, camera, percent, per_second, eta_seconds } = progress;
  const doing = state === "waiting" || !stage ? t("live.waits") : t(`stage.${stage}`);
  const facts = [
    ...(progress.unit === "frames" && per_second ? [t("live.speed", { speed: number(per_second) })] : []),
    ...(eta_seconds != null ? [t("live.left", { time: duration(eta_seconds) })] : []),
  ];
  return (
    <Box>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="xs">
          {doing}
          {camera && ` (${camera})`}
        </Text>
        <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
          {unit(percent, "percent")}
        </Text>
      </Group>
      <Progress value={percent} size="sm" my={4} aria-label={label} />
      {facts.length > 0 && (
        <Text size="xs" c="dimmed">
          {facts.join(" · ")}
        </Text>
      )}
    </Box>
  );
}
