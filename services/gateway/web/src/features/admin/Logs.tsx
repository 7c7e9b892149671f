/** The login log and the audit log, with filters and as files. */
import { Anchor, Badge, Button, Code, Container, Group, SegmentedControl, Skeleton, Table, Tabs, Text, TextInput, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "../../api/client";
import { Trouble } from "../../components/Trouble";
import { en } from "../../en";

const PAGE = 50;
const next = <Row extends { at: string }>(rows: Row[]) => (rows.length === PAGE ? rows.at(-1)?.at : undefined);

export function Logs() {
  return (
    <Container size="lg" p={0}>
      <Title order={2} mb="md">{en.logs.title}</Title>
      <Tabs defaultValue="logins" keepMounted={false}>
        <Tabs.List mb="md"><Tabs.Tab value="logins">{en.logs.logins}</Tabs.Tab><Tabs.Tab value="audit">{en.logs.audit}</Tabs.Tab></Tabs.List>
        <Tabs.Panel value="logins"><Logins /></Tabs.Panel>
        <Tabs.Panel value="audit"><Audit /></Tabs.Panel>
      </Tabs>
    </Container>
  );
}

function Logins() {
  const [email, setEmail] = useState("");
  const [outcome, setOutcome] = useState("all");
  const logins = useInfiniteQuery({
    queryKey: ["logins", email, outcome],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) =>
      body(await api.GET("/v1/logins", { params: { query: { limit: PAGE, before: pageParam, email: email || undefined, outcome: outcome === "all" ? undefined : (outcome as "ok" | "refused") } } })).logins,
    getNextPageParam: next,
  });
  return (
    <>
      <Group mb="sm" align="flex-end">
        <TextInput label={en.signIn.email} value={email} onChange={(e) => setEmail(e.currentTarget.value)} />
        <SegmentedControl aria-label={en.logs.outcome} value={outcome} onChange={setOutcome} data={[{ value: "all", label: en.logs.all }, { value: "ok", label: en.logs.ok }, { value: "refused", label: en.logs.refused }]} />
        <Anchor href="/v1/logins.csv" size="sm">{en.logs.csv}</Anchor>
      </Group>
      {logins.isError && <Trouble error={logins.error} retry={() => void logins.refetch()} />}
      {logins.isPending && <Skeleton h={200} />}
      <Table.ScrollContainer minWidth={720}>
        <Table fz="sm">
          <Table.Thead><Table.Tr>{[en.logs.at, en.signIn.email, en.logs.method, en.logs.outcome, en.logs.from].map((head) => <Table.Th key={head}>{head}</Table.Th>)}</Table.Tr></Table.Thead>
          <Table.Tbody>
            {logins.data?.pages.flat().map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>{new Date(row.at).toLocaleString()}</Table.Td>
                <Table.Td>{row.email}</Table.Td>
                <Table.Td>{row.method}</Table.Td>
                <Table.Td><Badge variant="light" color={row.outcome === "ok" ? "green" : "red"}>{row.outcome === "ok" ? en.logs.ok : en.logs.refused}</Badge>{row.reason && <Text size="xs" c="dimmed">{row.reason}</Text>}</Table.Td>
                <Table.Td>{row.address}<Text size="xs" c="dimmed" lineClamp={1} maw={240}>{row.agent}</Text></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {logins.data?.pages.flat().length === 0 && <Text c="dimmed" mt="sm">{en.logs.none}</Text>}
      {logins.hasNextPage && <Button variant="default" mt="sm" onClick={() => void logins.fetchNextPage()} loading={logins.isFetchingNextPage}>{en.logs.more}</Button>}
    </>
  );
}

function Audit() {
  const [action, setAction] = useState("");
  const changes = useInfiniteQuery({
    queryKey: ["audit", action],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => body(await api.GET("/v1/audit", { params: { query: { limit: PAGE, before: pageParam, action: action || undefined } } })).changes,
    getNextPageParam: next,
  });
  return (
    <>
      <Group mb="sm" align="flex-end">
        <TextInput label={en.logs.action} placeholder="user.edit" value={action} onChange={(e) => setAction(e.currentTarget.value)} />
        <Anchor href="/v1/audit.csv" size="sm">{en.logs.csv}</Anchor>
      </Group>
      {changes.isError && <Trouble error={changes.error} retry={() => void changes.refetch()} />}
      {changes.isPending && <Skeleton h={200} />}
      <Table.ScrollContainer minWidth={720}>
        <Table fz="sm">
          <Table.Thead><Table.Tr>{[en.logs.at, en.logs.who, en.logs.action, en.logs.what].map((head) => <Table.Th key={head}>{head}</Table.Th>)}</Table.Tr></Table.Thead>
          <Table.Tbody>
            {changes.data?.pages.flat().map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>{new Date(row.at).toLocaleString()}</Table.Td>
                <Table.Td>{row.by.name}</Table.Td>
                <Table.Td>{row.action}</Table.Td>
                <Table.Td><Code fz="xs" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{JSON.stringify(row.details)}</Code></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {changes.data?.pages.flat().length === 0 && <Text c="dimmed" mt="sm">{en.logs.none}</Text>}
      {changes.hasNextPage && <Button variant="default" mt="sm" onClick={() => void changes.fetchNextPage()} loading={changes.isFetchingNextPage}>{en.logs.more}</Button>}
    </>
  );
}
