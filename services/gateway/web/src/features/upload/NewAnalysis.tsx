import { Alert, Button, Card, Container, FileInput, Grid, List, Progress, Select, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, body, type Dance, type Language } from "../../api/client";
import { options } from "../../components/options";
import { en } from "../../en";
import { Quota } from "./Quota";
import { sendVideo } from "./sending";

export function NewAnalysis() {
  const go = useNavigate();
  const couples = useQuery({ queryKey: ["couples"], queryFn: async () => body(await api.GET("/v1/couples")) });
  const [couple, setCouple] = useState<string | null>(null);
  const [dance, setDance] = useState<Dance>("waltz");
  const [language, setLanguage] = useState<Language>("en");
  const [files, setFiles] = useState<[File | null, File | null]>([null, null]);
  const [share, setShare] = useState(0);
  const chosen = couple ?? couples.data?.couples[0]?.id ?? null;

  const start = useMutation({
    mutationFn: async () => {
      const session = body(await api.POST("/v1/sessions", { body: { couple_id: chosen as string, dance, language, notes: "" } }));
      const videos = files.filter((file) => file !== null);
      for (const [index, file] of videos.entries())
        await sendVideo(session.id, index === 0 ? "A" : "B", file, (part) => setShare((100 * (index + part)) / videos.length));
      return body(await api.POST("/v1/analyses", { body: { session_id: session.id } as never }));
    },
    onSuccess: (analysis) => go({ to: "/analyses/$analysisId", params: { analysisId: analysis.id } as never }),
  });

  return (
    <Container size="md" p={0}>
      <Title order={2} mb="md">{en.fresh.title}</Title>
      <Grid>
        <Grid.Col span={{ base: 12, sm: 7 }}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              start.mutate();
            }}
          >
            <Stack>
              <Select label={en.fresh.couple} required value={chosen} onChange={setCouple} searchable data={couples.data?.couples.map((c) => ({ value: c.id, label: `${c.lead} & ${c.follow}` })) ?? []} />
              <Select label={en.fresh.dance} required allowDeselect={false} value={dance} onChange={(v) => setDance(v as Dance)} data={options(en.dance)} />
              <Select label={en.fresh.language} required allowDeselect={false} value={language} onChange={(v) => setLanguage(v as Language)} data={options(en.language)} />
              <FileInput label={en.fresh.cameraA} placeholder={en.fresh.choose} accept="video/*" required clearable value={files[0]} onChange={(f) => setFiles([f, files[1]])} />
              <FileInput label={en.fresh.cameraB} placeholder={en.fresh.choose} accept="video/*" clearable value={files[1]} onChange={(f) => setFiles([files[0], f])} />
              {start.isPending && <div><Text size="sm">{en.fresh.sending}: {share.toFixed(0)} %</Text><Progress value={share} aria-label={en.fresh.sending} /></div>}
              {start.isError && <Alert color="red" role="alert">{start.error.message}</Alert>}
              <Button type="submit" loading={start.isPending} disabled={!files[0] || !chosen}>{en.fresh.start}</Button>
            </Stack>
          </form>
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 5 }}>
          <Card withBorder>
            <Text fw={600} mb="xs">{en.fresh.advice}</Text>
            <List size="sm" spacing="xs">{en.fresh.tips.map((tip) => <List.Item key={tip}>{tip}</List.Item>)}</List>
          </Card>
          <Quota />
        </Grid.Col>
      </Grid>
    </Container>
  );
}
