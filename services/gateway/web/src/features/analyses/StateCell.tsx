/** How an analysis stands: live while it is under way, with the stage and the sentence where it has failed. */

import { Box, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { AnalysisSummary } from "@/api/client";
import { LiveBar } from "@/kit/LiveBar";
import { StateTag } from "@/kit/StateTag";
import { Tag } from "@/kit/Tag";
import { useTold } from "@/words/sentence";
import { analyses, underWay } from "./queries";

export function StateCell({ analysis }: { analysis: AnalysisSummary }) {
  return underWay(analysis) ? <Running analysis={analysis} /> : <Ended analysis={analysis} />;
}

function Running({ analysis }: { analysis: AnalysisSummary }) {
  const { t } = useTranslation();
  const { id } = analysis;
  const { data: job } = useQuery({ ...analyses.work(), select: (work) => work?.jobs.find((one) => one.id === id) });
  if (!job) return <Ended analysis={analysis} />;
  return (
    <Box miw="11rem">
      <LiveBar progress={job.progress} label={t(`dance.${analysis.dance}`)} />
    </Box>
  );
}

function Ended({ analysis }: { analysis: AnalysisSummary }) {
  const { t } = useTranslation();
  const told = useTold();
  const broken = analysis.stages?.find((stage) => stage.state === "failed");
  const why = analysis.error_message && told(broken?.error_code ?? "", analysis.error_message);
  return (
    <Box>
      <Group gap={4}>
        <StateTag state={analysis.state} />
        {broken && (
          <Tag>
            {t(`stage.${broken.name}`)}
            {broken.camera && ` (${broken.camera})`}
          </Tag>
        )}
      </Group>
      {why && (
        <Text size="xs" c="dimmed" lineClamp={2} title={why} mt={2}>
          {why}
        </Text>
      )}
    </Box>
  );
}
