/** What another scoring of the same poses has changed: settings, and marks with their intervals before and after. */
import { Anchor, Card, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Analysis } from "@/api/client";
import { analyses } from "@/features/analyses/queries";
import { useMetricWords } from "@/features/metrics/queries";
import { useFormats } from "@/words/format";
import { Mark } from "../Mark";

export function Changes({ analysis, basedOn }: { analysis: Analysis; basedOn: string }) {
  const { t } = useTranslation("review");
  const { component } = useMetricWords();
  const { data: before } = useQuery(analyses.one(basedOn));
  const told = useDifferences(before, analysis);
  if (!before) return null;
  const earlier = new Map(before.result?.components.map((row) => [row.code, row]));
  return (
    <Card padding="md">
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t("changes.title")}</Title>
        <Anchor component={Link} to={`/analyses/${basedOn}`} size="sm">
          {t("changes.before")}
        </Anchor>
      </Group>
      <Stack gap={2} mb="xs">
        {told.map((line) => (
          <Text key={line} size="sm">
            {line}
          </Text>
        ))}
      </Stack>
      {analysis.result && before.result && (
        <Table verticalSpacing={4} aria-label={t("changes.title")}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th />
              <Table.Th ta="right">{t("changes.was")}</Table.Th>
              <Table.Th ta="right">{t("changes.is")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {analysis.result.components.map((row) => (
              <Table.Tr key={row.code}>
                <Table.Th scope="row" fw={400}>
                  <b>{row.code}</b> {component(row.code)}
                </Table.Th>
                <Table.Td ta="right">
                  <Mark row={earlier.get(row.code)} />
                </Table.Td>
                <Table.Td ta="right">
                  <Mark row={row} bold={earlier.get(row.code)?.score !== row.score} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}

/** What was set otherwise, in words. */
function useDifferences(before: Analysis | undefined, after: Analysis): string[] {
  const { t } = useTranslation("review");
  const { t: common } = useTranslation();
  const { number, clock, list } = useFormats();
  if (!before) return [];
  const [was, is] = [before.configuration, after.configuration];
  const lines: string[] = [];
  const spans = is.exclusions ?? [];
  if (JSON.stringify(was.exclusions ?? []) !== JSON.stringify(spans))
    lines.push(
      spans.length > 0
        ? t("changes.without", { spans: list(spans.map(({ start, end }) => `${clock(start)} – ${clock(end)}`)) })
        : t("changes.whole"),
    );
  if (before.dance !== after.dance)
    lines.push(t("changes.dance", { was: common(`dance.${before.dance}`), is: common(`dance.${after.dance}`) }));
  const tapped = is.music?.beats_per_minute;
  if (tapped != null && tapped !== was.music?.beats_per_minute)
    lines.push(t("changes.tapped", { beats: number(tapped, 1) }));
  if (JSON.stringify(was.swapped ?? {}) !== JSON.stringify(is.swapped ?? {})) lines.push(t("changes.swapped"));
  if (is.latency_ms != null && is.latency_ms !== was.latency_ms)
    lines.push(t("changes.latency", { delay: number(is.latency_ms) }));
  return lines.length > 0 ? lines : [t("changes.nothing")];
}
