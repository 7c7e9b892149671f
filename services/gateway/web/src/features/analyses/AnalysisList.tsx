import { Anchor, Badge, Button, Card, Container, Group, Skeleton, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body } from "../../api/client";
import { Trouble } from "../../components/Trouble";
import { en } from "../../en";

export const stateColour = { waiting: "gray", running: "blue", done: "green", failed: "red", cancelled: "gray" } as const;

export function AnalysisList() {
  const analyses = useQuery({
    queryKey: ["analyses"],
    queryFn: async () => body(await api.GET("/v1/analyses")),
    refetchInterval: (query) => (query.state.data?.analyses.some((a) => a.state === "running") ? 2000 : false),
  });
  const couples = useQuery({ queryKey: ["couples"], queryFn: async () => body(await api.GET("/v1/couples")) });
  const name = (id: string) => {
    const couple = couples.data?.couples.find((c) => c.id === id);
    return couple ? `${couple.lead} & ${couple.follow}` : "";
  };
  return (
    <Container size="lg" p={0}>
      <Group justify="space-between" mb="md">
        <Title order={2}>{en.list.title}</Title>
        <Button component={Link} to="/new">{en.nav.fresh}</Button>
      </Group>
      {analyses.isPending && <Stack>{[1, 2, 3].map((i) => <Skeleton key={i} h={40} />)}</Stack>}
      {analyses.isError && <Trouble error={analyses.error} retry={() => void analyses.refetch()} />}
      {analyses.data?.analyses.length === 0 && (
        <Card withBorder p="xl"><Stack align="center"><Text>{en.list.empty}</Text><Button component={Link} to="/new">{en.nav.fresh}</Button></Stack></Card>
      )}
      {analyses.data && analyses.data.analyses.length > 0 && (
        <Table.ScrollContainer minWidth={520}>
          <Table highlightOnHover verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>{[en.list.dance, en.list.couple, en.list.started, en.list.state, en.list.total].map((h) => <Table.Th key={h}>{h}</Table.Th>)}</Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {analyses.data.analyses.map((a) => (
                <Table.Tr key={a.id}>
                  <Table.Td><Anchor component={Link} to="/analyses/$analysisId" params={{ analysisId: a.id } as never}>{en.dance[a.dance]}</Anchor></Table.Td>
                  <Table.Td>{name(a.couple_id)}</Table.Td>
                  <Table.Td>{new Date(a.created_at).toLocaleString()}</Table.Td>
                  <Table.Td><Badge color={stateColour[a.state]} variant="light">{en.state[a.state]}</Badge></Table.Td>
                  <Table.Td>{a.result?.total?.toFixed(1) ?? "–"}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Container>
  );
}
