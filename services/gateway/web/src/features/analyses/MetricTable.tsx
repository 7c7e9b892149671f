/** Every measurement with its value, points and moments; a click on a moment shows it in the video. */
import { Button, Card, Group, Table, Text, Title } from "@mantine/core";
import type { Metric } from "../../api/client";
import { en } from "../../en";

export const clock = (second: number) => `${Math.floor(second / 60)}:${(second % 60).toFixed(1).padStart(4, "0")}`;
const digits = (unit: string) => (unit === "ms" ? 0 : ["deg", "%", "deg/s"].includes(unit) ? 1 : 2);

export function MetricTable({ metrics, seek }: { metrics: Metric[]; seek: (second: number) => void }) {
  return (
    <Card withBorder>
      <Title order={4} mb="sm">{en.review.metrics}</Title>
      <Table.ScrollContainer minWidth={600}>
        <Table verticalSpacing={6} fz="sm">
          <Table.Tbody>
            {metrics.map((m) => (
              <Table.Tr key={m.name}>
                <Table.Td>{en.metric[m.name] ?? m.name} <Text span size="xs" c="dimmed">{m.component}</Text></Table.Td>
                <Table.Td ta="right" style={{ whiteSpace: "nowrap" }} title={m.reason}>
                  {m.value == null ? <Text size="sm" c="dimmed">{en.review.notAssessable}</Text> : `${m.value.toFixed(digits(m.unit))}${en.unit[m.unit] ?? ""}`}
                </Table.Td>
                <Table.Td ta="right" fw={600}>{m.score?.toFixed(1) ?? (m.value != null && !m.scored ? <Text span size="xs" c="dimmed">{en.review.notScored}</Text> : "–")}</Table.Td>
                <Table.Td>
                  <Group gap={4} wrap="nowrap">
                    {m.value != null && (m.moments ?? []).map((second) => (
                      <Button key={second} size="compact-xs" variant="light" onClick={() => seek(second)} aria-label={`${en.review.moment} ${clock(second)}`}>{clock(second)}</Button>
                    ))}
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}
