/** The newest results, each with its total and its marks. */
import { Anchor, Card, Group, SimpleGrid, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { AnalysisSummary, Couple } from "@/api/client";
import { analyses } from "@/features/analyses/queries";
import { nameOf } from "@/features/couples/queries";
import { Empty } from "@/kit/Empty";
import { Trouble } from "@/kit/Trouble";
import { When } from "@/kit/When";
import { useFormats } from "@/words/format";

export function Latest({ couples }: { couples: Couple[] }) {
  const { t } = useTranslation("home");
  const found = useQuery(analyses.latest());
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton h={120} />;
  if (found.data.length === 0) return <Empty title={t("nothingDone")} next={t("nothingDoneNext")} />;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
      {found.data.map((one) => (
        <ResultCard key={one.id} analysis={one} couple={couples.find(({ id }) => id === one.couple_id)} />
      ))}
    </SimpleGrid>
  );
}

function ResultCard({ analysis, couple }: { analysis: AnalysisSummary; couple: Couple | undefined }) {
  const { t } = useTranslation("home");
  const { t: common } = useTranslation();
  const { mark } = useFormats();
  const marks = Object.entries(analysis.components ?? {});
  return (
    <Card padding="md">
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
        <div>
          <Anchor component={Link} to={`/analyses/${analysis.id}`} fw={600}>
            {couple ? nameOf(couple) : common(`dance.${analysis.dance}`)}
          </Anchor>
          <Text size="xs" c="dimmed">
            {common(`dance.${analysis.dance}`)} · <When at={analysis.created_at} />
          </Text>
        </div>
        {analysis.total == null ? (
          <Text size="xs" c="dimmed" ta="right">
            {t("noTotal")}
          </Text>
        ) : (
          <Text fw={650} style={{ whiteSpace: "nowrap" }}>
            {t("ofForty", { total: mark(analysis.total) })}
          </Text>
        )}
      </Group>
      {marks.length > 0 && (
        <Group gap="md" mt="sm">
          {marks.map(([code, score]) => (
            <Text key={code} size="sm">
              <Text span inherit c="dimmed">
                {code}
              </Text>{" "}
              <b>{score == null ? "–" : mark(score)}</b>
            </Text>
          ))}
        </Group>
      )}
    </Card>
  );
}
