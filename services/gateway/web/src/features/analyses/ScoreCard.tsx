/** The four components with interval and coverage; numbers beside the bar, so colour is never the only carrier. */
import { Card, Group, Stack, Text, Title } from "@mantine/core";
import type { Component } from "../../api/client";
import { en } from "../../en";

const mark = (score: number) => score.toFixed(Math.round(score * 4) % 2 ? 2 : 1);
const at = (score: number) => `${((score - 1) / 9) * 100}%`;

function Bar({ row }: { row: Component }) {
  if (row.score == null || row.low == null || row.high == null) return null;
  return (
    <div style={{ position: "relative", height: 10, borderRadius: 5, background: "var(--mantine-color-default-border)" }} aria-hidden>
      <div style={{ position: "absolute", left: at(row.low), right: `calc(100% - ${at(row.high)})`, top: 0, bottom: 0, borderRadius: 5, background: "var(--mantine-color-blue-light-hover)", border: "1px solid var(--mantine-color-blue-4)" }} />
      <div style={{ position: "absolute", left: `calc(${at(row.score)} - 6px)`, top: -1, width: 12, height: 12, borderRadius: 6, background: "var(--mantine-color-blue-6)" }} />
    </div>
  );
}

export function ScoreCard({ components, total }: { components: Component[]; total: number | null | undefined }) {
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={4}>{en.review.scores}</Title>
        {total != null && <Text>{en.review.total} <b>{mark(total)}</b> / 40</Text>}
      </Group>
      <Stack gap="md">
        {components.map((row) => (
          <div key={row.code}>
            <Group justify="space-between" mb={4} wrap="nowrap">
              <Text size="sm"><b>{row.code}</b> {en.component[row.code]}</Text>
              {row.score != null ? (
                <Text size="sm" style={{ whiteSpace: "nowrap" }}>
                  <b>{mark(row.score)}</b> <Text span c="dimmed" size="xs">{row.low?.toFixed(1)} – {row.high?.toFixed(1)} · {Math.round(row.coverage * 100)} % {en.review.seen}</Text>
                </Text>
              ) : (
                <Text size="sm" c="dimmed">{en.review.notAssessable}</Text>
              )}
            </Group>
            <Bar row={row} />
            {(row.parts ?? []).length > 0 && (
              <Group gap="xs" mt={6}>
                {row.parts?.map((part) => (
                  <Text key={part.name} size="xs" c="dimmed" title={`${part.low.toFixed(1)} – ${part.high.toFixed(1)}`}>{en.deficit[part.name] ?? part.name} <b>{part.score.toFixed(1)}</b></Text>
                ))}
              </Group>
            )}
            {row.score == null && <Text size="xs" c="dimmed">{row.reason}</Text>}
          </div>
        ))}
      </Stack>
    </Card>
  );
}
