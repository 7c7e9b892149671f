/** Leave out spans where the tracking fails, confirm the recording's delay, and score the same poses again. */
import { ActionIcon, Anchor, Button, Card, Group, NumberInput, Stack, Table, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type RefObject, useState } from "react";
import { api, body, type Analysis, type Span } from "../../api/client";
import { Trouble } from "../../components/Trouble";
import { en } from "../../en";
import { clock } from "./MetricTable";
import { useTaps } from "./useTaps";

const order = (spans: Span[]) => [...spans].sort((a, b) => a.start - b.start);

export function Rescore({ analysis, player }: { analysis: Analysis; player: RefObject<HTMLVideoElement | null> }) {
  const navigate = useNavigate();
  const [spans, setSpans] = useState<Span[]>(analysis.configuration.exclusions ?? []);
  const [start, setStart] = useState<number | null>(null);
  const [latency, setLatency] = useState<number | string>(analysis.configuration.latency_ms ?? "");
  const taps = useTaps(analysis.dance, player);
  const now = () => Math.round((player.current?.currentTime ?? 0) * 100) / 100;
  const rescore = useMutation({
    mutationFn: async () =>
      body(
        await api.POST("/v1/analyses/{analysis_id}/rescore", {
          params: { path: { analysis_id: analysis.id } },
          body: { exclusions: spans, latency_ms: latency === "" ? null : Number(latency), music: taps.hints },
        }),
      ),
    onSuccess: (again) => void navigate({ to: "/analyses/$analysisId", params: { analysisId: again.id } }),
  });
  const end = () => {
    const second = now();
    if (start !== null && second > start) setSpans(order([...spans, { start, end: second }]));
    setStart(null);
  };
  return (
    <Card withBorder>
      <Title order={4} mb={4}>{en.rescore.title}</Title>
      <Text size="sm" c="dimmed" mb="sm">{en.rescore.why}</Text>
      <Stack gap="sm">
        <Group gap="xs">
          <Button size="xs" variant="light" onClick={() => setStart(now())}>{en.rescore.start}</Button>
          <Button size="xs" variant="light" onClick={end} disabled={start === null}>{en.rescore.end}</Button>
          {start !== null && <Text size="sm">{en.rescore.from} {clock(start)} …</Text>}
        </Group>
        {spans.map((span) => (
          <Group key={`${span.start}-${span.end}`} gap="xs">
            <Text size="sm">{clock(span.start)} – {clock(span.end)}</Text>
            <ActionIcon size="sm" variant="subtle" color="red" aria-label={`${en.rescore.remove} ${clock(span.start)}`} onClick={() => setSpans(spans.filter((other) => other !== span))}>×</ActionIcon>
          </Group>
        ))}
        <div>
          <Group gap="xs">
            <Button size="xs" variant="light" onClick={taps.tap}>{en.rescore.tap}</Button>
            {taps.count > 0 && <Text size="sm">{taps.hints ? en.rescore.tapped(taps.hints.beats_per_minute ?? 0) : en.rescore.taps(taps.count)}</Text>}
            {taps.count > 0 && <ActionIcon size="sm" variant="subtle" color="red" aria-label={en.rescore.forget} onClick={taps.clear}>×</ActionIcon>}
          </Group>
          <Text size="xs" c="dimmed" mt={4}>{en.rescore.tapWhy}</Text>
        </div>
        <NumberInput size="xs" label={en.rescore.latency} description={en.rescore.latencyWhy} value={latency} onChange={setLatency} min={-1000} max={1000} step={10} suffix=" ms" maw={320} />
        <Group>
          <Button size="sm" onClick={() => rescore.mutate()} loading={rescore.isPending}>{en.rescore.go}</Button>
        </Group>
        {rescore.isError && <Trouble error={rescore.error} retry={() => rescore.mutate()} />}
      </Stack>
      <OtherRuns analysis={analysis} />
    </Card>
  );
}

/** The other analyses of the same recording, so that two of them can be compared. */
function OtherRuns({ analysis }: { analysis: Analysis }) {
  const runs = useQuery({
    queryKey: ["runs", analysis.session_id, analysis.id],
    queryFn: async () => body(await api.GET("/v1/analyses", { params: { query: { session_id: analysis.session_id } } })),
  });
  const scored = (runs.data?.analyses ?? []).filter((run) => run.result);
  if (scored.length < 2) return null;
  return (
    <>
      <Title order={5} mt="md" mb={4}>{en.rescore.runs}</Title>
      <Table fz="sm" verticalSpacing={4}>
        <Table.Tbody>
          {scored.map((run) => (
            <Table.Tr key={run.id} fw={run.id === analysis.id ? 700 : 400}>
              <Table.Td>
                <Anchor component={Link} to={`/analyses/${run.id}`} size="sm">{new Date(run.created_at).toLocaleString()}</Anchor>
                <Text size="xs" c="dimmed">{en.rescore.without((run.configuration.exclusions ?? []).length)}</Text>
              </Table.Td>
              {run.result?.components.map((row) => <Table.Td key={row.code} ta="right">{row.code} {row.score ?? "–"}</Table.Td>)}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
