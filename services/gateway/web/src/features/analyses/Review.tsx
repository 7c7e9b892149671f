/** One analysis: player left, scores and text right; while it runs, live progress. */
import { Anchor, Badge, Card, Container, Grid, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useRef } from "react";
import { api, body, type Stage } from "../../api/client";
import { Trouble } from "../../components/Trouble";
import { en } from "../../en";
import { stateColour } from "./AnalysisList";
import { MetricTable } from "./MetricTable";
import { MusicWarning } from "./MusicWarning";
import { Recording } from "./Recording";
import { Rescore } from "./Rescore";
import { ScoreCard } from "./ScoreCard";
import { StageList } from "./StageList";
import { useLive } from "./useLive";

export function Review() {
  const { analysisId } = useParams({ strict: false }) as { analysisId: string };
  const player = useRef<HTMLVideoElement>(null);
  const queries = useQueryClient();
  const path = { params: { path: { analysis_id: analysisId } } };
  const found = useQuery({ queryKey: ["analysis", analysisId], queryFn: async () => body(await api.GET("/v1/analyses/{analysis_id}", path)) });
  const live = useLive(analysisId, found.data?.state === "running");
  const again = () => queries.invalidateQueries({ queryKey: ["analysis", analysisId] });
  const cancel = useMutation({ mutationFn: () => api.POST("/v1/analyses/{analysis_id}/cancel", path), onSettled: again });
  const retry = useMutation({
    mutationFn: (stage: Stage) => api.POST("/v1/analyses/{analysis_id}/retry", { ...path, body: { stage: stage.name, camera: stage.camera ?? null } }),
    onSettled: again,
  });

  if (found.isPending) return <Container size="xl" p={0}><Skeleton h={400} /></Container>;
  if (found.isError) return <Container size="md"><Trouble error={found.error} retry={() => void found.refetch()} /></Container>;
  const analysis = found.data;
  const files = analysis.files ?? [];
  const link = (name: string) => `/v1/analyses/${analysisId}/files/${name}`;
  const seek = (second: number) => {
    if (!player.current) return;
    player.current.currentTime = second;
    player.current.pause();
    player.current.scrollIntoView({ block: "nearest", behavior: "smooth" });
  };
  return (
    <Container size="xl" p={0}>
      <Group mb="md">
        <Title order={2}>{en.dance[analysis.dance]}</Title>
        <Badge color={stateColour[analysis.state]} variant="light">{en.state[analysis.state]}</Badge>
        <Text size="sm" c="dimmed">
          {new Date(analysis.created_at).toLocaleString()}
          {analysis.result && ` · ${en.view[analysis.result.view] ?? analysis.result.view}`}
        </Text>
      </Group>
      <Grid>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            {files.includes("overlay.mp4") && (
              <video ref={player} src={link("overlay.mp4")} controls playsInline style={{ width: "100%", borderRadius: 8, background: "#000" }} />
            )}
            {analysis.result && <MetricTable metrics={analysis.result.metrics} seek={seek} />}
            {analysis.result && files.includes("overlay.mp4") && <Rescore key={analysis.id} analysis={analysis} player={player} />}
            <Recording sessionId={analysis.session_id} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            {analysis.result && <MusicWarning music={analysis.result.music} />}
            {analysis.result && <ScoreCard components={analysis.result.components} total={analysis.result.total} />}
            {analysis.evaluation && (
              <Card withBorder>
                <Title order={4} mb="sm">{en.review.text}</Title>
                <Stack gap="xs">{analysis.evaluation.split("\n").map((line) => <Text size="sm" key={line}>{line}</Text>)}</Stack>
              </Card>
            )}
            <StageList analysis={analysis} live={live} retry={(stage) => retry.mutate(stage)} cancel={() => cancel.mutate()} />
            {files.length > 0 && (
              <Card withBorder>
                <Title order={4} mb="sm">{en.review.files}</Title>
                <Group gap="md">{files.map((name) => <Anchor key={name} href={link(name)} target="_blank" size="sm">{name}</Anchor>)}</Group>
              </Card>
            )}
          </Stack>
        </Grid.Col>
      </Grid>
    </Container>
  );
}
