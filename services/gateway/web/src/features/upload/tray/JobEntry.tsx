/** A running analysis in the tray, followed live where there is a connection for it. */
import { Anchor, Group, Progress, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { AnalysisSummary } from "@/api/client";
import { useLive } from "@/api/live";
import { allAnalyses } from "@/features/analyses/queries";
import { StateTag } from "@/kit/StateTag";
import { useFormats } from "@/words/format";

export function JobEntry({ job, live }: { job: AnalysisSummary; live: boolean }) {
  const { t: common } = useTranslation();
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Anchor component={Link} to={`/analyses/${job.id}`} size="sm" fw={600}>
          {common(`dance.${job.dance}`)}
        </Anchor>
        {!live && <StateTag state={job.state} />}
      </Group>
      {live && <LiveJob id={job.id} />}
    </Stack>
  );
}

interface Told {
  percent: number;
  eta_seconds: number | null;
}

export function LiveJob({ id }: { id: string }) {
  const { t } = useTranslation("upload");
  const { unit, duration } = useFormats();
  const client = useQueryClient();
  const told = useLive<Told>("analysis", id, true, ({ name }) => {
    if (name === "end") void client.invalidateQueries({ queryKey: allAnalyses });
  });
  const percent = told?.percent ?? 0;
  const left = told?.eta_seconds;
  return (
    <div role="status">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t("tray.analysing", { share: unit(percent, "percent") })}</Text>
        {left != null && (
          <Text size="sm" c="dimmed">
            {t("left", { time: duration(left) })}
          </Text>
        )}
      </Group>
      <Progress value={percent} aria-label={t("tray.analysing", { share: unit(percent, "percent") })} mt={4} />
    </div>
  );
}
