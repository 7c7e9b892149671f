/** API keys for other programs: made, shown once, revoked. */
import { Alert, Badge, Button, Card, Code, Container, CopyButton, Group, MultiSelect, Skeleton, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Scope } from "../../api/client";
import { options } from "../../components/options";
import { Trouble } from "../../components/Trouble";
import { en } from "../../en";

export function Keys() {
  const queries = useQueryClient();
  const keys = useQuery({ queryKey: ["keys"], queryFn: async () => body(await api.GET("/v1/keys")).keys });
  const [name, setName] = useState("");
  const [partner, setPartner] = useState("");
  const [expires, setExpires] = useState("");
  const [scopes, setScopes] = useState<Scope[]>([]);
  const again = () => queries.invalidateQueries({ queryKey: ["keys"] });
  const make = useMutation({
    mutationFn: async () =>
      body(await api.POST("/v1/keys", { body: { name, scopes, partner: partner || null, expires_at: expires ? new Date(`${expires}T23:59:59`).toISOString() : null } })),
    onSuccess: again,
  });
  const revoke = useMutation({ mutationFn: (id: string) => api.DELETE("/v1/keys/{key_id}", { params: { path: { key_id: id } } }), onSuccess: again });
  return (
    <Container size="lg" p={0}>
      <Title order={2} mb="md">{en.keys.title}</Title>
      <Card withBorder mb="md">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate();
          }}
        >
          <Stack gap="sm">
            <Group grow align="flex-start" preventGrowOverflow={false} wrap="wrap">
              <TextInput label={en.keys.name} required value={name} onChange={(e) => setName(e.currentTarget.value)} />
              <TextInput label={en.keys.partner} placeholder={en.keys.partnerWhy} value={partner} onChange={(e) => setPartner(e.currentTarget.value)} />
              <TextInput label={en.keys.expires} type="date" value={expires} onChange={(e) => setExpires(e.currentTarget.value)} />
            </Group>
            <MultiSelect label={en.keys.scopes} required value={scopes} onChange={(v) => setScopes(v as Scope[])} data={options(en.scope)} />
            {make.isError && <Alert color="red" role="alert">{make.error.message}</Alert>}
            {make.data && (
              <Alert color="green" role="status" title={en.keys.once}>
                <Group><Code fz="sm" style={{ overflowWrap: "anywhere" }}>{make.data.key}</Code><CopyButton value={make.data.key}>{({ copied, copy }) => <Button size="compact-xs" onClick={copy}>{copied ? en.keys.copied : en.keys.copy}</Button>}</CopyButton></Group>
              </Alert>
            )}
            <Group><Button type="submit" loading={make.isPending} disabled={scopes.length === 0}>{en.keys.make}</Button></Group>
          </Stack>
        </form>
      </Card>
      {keys.isError && <Trouble error={keys.error} retry={() => void keys.refetch()} />}
      {keys.isPending && <Skeleton h={120} />}
      {keys.data?.length === 0 && <Text c="dimmed">{en.keys.none}</Text>}
      {keys.data && keys.data.length > 0 && (
        <Table.ScrollContainer minWidth={720}>
          <Table fz="sm">
            <Table.Thead><Table.Tr>{[en.keys.name, en.keys.scopes, en.keys.partner, en.keys.expires, en.keys.used, ""].map((head) => <Table.Th key={head}>{head}</Table.Th>)}</Table.Tr></Table.Thead>
            <Table.Tbody>
              {keys.data.map((key) => (
                <Table.Tr key={key.id}>
                  <Table.Td>{key.name}<Text size="xs" c="dimmed">danceai_{key.prefix}_…</Text></Table.Td>
                  <Table.Td>{key.scopes.map((scope) => en.scope[scope]).join(", ")}</Table.Td>
                  <Table.Td>{key.partner || "–"}</Table.Td>
                  <Table.Td>{key.expires_at ? new Date(key.expires_at).toLocaleDateString() : "–"}</Table.Td>
                  <Table.Td>{key.last_used_at ? new Date(key.last_used_at).toLocaleString() : "–"}</Table.Td>
                  <Table.Td ta="right">{key.revoked ? <Badge color="gray" variant="light">{en.keys.revoked}</Badge> : <Button size="compact-xs" variant="default" color="red" onClick={() => revoke.mutate(key.id)}>{en.keys.revoke}</Button>}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Container>
  );
}
