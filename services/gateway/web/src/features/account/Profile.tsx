/** My account: profile, password, second factor, where I am signed in. */
import { Alert, Badge, Button, Card, Container, Group, PasswordInput, Select, Skeleton, Stack, Switch, Table, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Language, type Profile as Told } from "../../api/client";
import { options } from "../../components/options";
import { Trouble } from "../../components/Trouble";
import { en } from "../../en";
import { me } from "./Frame";
import { SecondFactor } from "./SecondFactor";

export function Profile() {
  const profile = useQuery({ queryKey: ["profile"], queryFn: async () => body(await api.GET("/v1/account/profile")) });
  if (profile.isError) return <Trouble error={profile.error} retry={() => void profile.refetch()} />;
  if (!profile.data) return <Skeleton h={320} />;
  return (
    <Container size="sm" p={0}>
      <Title order={2} mb="md">{en.profile.title}</Title>
      <Stack>
        <Person profile={profile.data} />
        <SecondFactor on={profile.data.totp} left={profile.data.recovery_codes_left} />
        <Password />
        <Sessions />
      </Stack>
    </Container>
  );
}

function Person({ profile }: { profile: Told }) {
  const queries = useQueryClient();
  const [name, setName] = useState(profile.name);
  const [language, setLanguage] = useState<Language>(profile.language);
  const [mail, setMail] = useState(profile.mail_notifications);
  const save = useMutation({
    mutationFn: () => api.PATCH("/v1/account/profile", { body: { name, language, mail_notifications: mail } }),
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ["profile"] }), queries.invalidateQueries({ queryKey: me.queryKey })]),
  });
  return (
    <Card withBorder>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="sm">
          <Group gap="xs"><Text size="sm">{profile.email}</Text><Badge variant="light">{en.role[profile.role]}</Badge></Group>
          {profile.trainers.length > 0 && <Text size="sm" c="dimmed">{en.profile.trainers}: {profile.trainers.map((one) => one.name).join(", ")}</Text>}
          <TextInput label={en.profile.name} required value={name} onChange={(e) => setName(e.currentTarget.value)} />
          <Select label={en.profile.language} allowDeselect={false} value={language} onChange={(v) => setLanguage(v as Language)} data={options(en.language)} />
          <Switch label={en.profile.mail} checked={mail} onChange={(e) => setMail(e.currentTarget.checked)} />
          {save.isError && <Alert color="red" role="alert">{save.error.message}</Alert>}
          <Group><Button type="submit" loading={save.isPending}>{en.profile.save}</Button>{save.isSuccess && <Text size="sm" c="green" role="status">{en.profile.saved}</Text>}</Group>
        </Stack>
      </form>
    </Card>
  );
}

function Password() {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const change = useMutation({
    mutationFn: () => api.POST("/v1/account/password", { body: { current, password } }),
    onSuccess: () => {
      setCurrent("");
      setPassword("");
    },
  });
  return (
    <Card withBorder>
      <Title order={4} mb={4}>{en.profile.password}</Title>
      <Text size="sm" c="dimmed" mb="sm">{en.profile.passwordWhy}</Text>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Stack gap="sm">
          <PasswordInput label={en.profile.current} autoComplete="current-password" required value={current} onChange={(e) => setCurrent(e.currentTarget.value)} />
          <PasswordInput label={en.profile.fresh} description={en.setPassword.rule} autoComplete="new-password" required minLength={10} value={password} onChange={(e) => setPassword(e.currentTarget.value)} />
          {change.isError && <Alert color="red" role="alert">{change.error.message}</Alert>}
          {change.isSuccess && <Alert color="green" role="status">{en.profile.changed}</Alert>}
          <Group><Button type="submit" loading={change.isPending}>{en.profile.change}</Button></Group>
        </Stack>
      </form>
    </Card>
  );
}

function Sessions() {
  const queries = useQueryClient();
  const owner = useQuery(me);
  const sessions = useQuery({ queryKey: ["sessions"], queryFn: async () => body(await api.GET("/v1/account/sessions")).sessions });
  const end = useMutation({
    mutationFn: (id: string) => api.DELETE("/v1/account/sessions/{session_id}", { params: { path: { session_id: id } } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["sessions"] }),
  });
  return (
    <Card withBorder>
      <Title order={4} mb="sm">{en.profile.sessions}</Title>
      {sessions.isError && <Trouble error={sessions.error} retry={() => void sessions.refetch()} />}
      <Table.ScrollContainer minWidth={420}>
        <Table fz="sm">
          <Table.Tbody>
            {sessions.data?.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td><Text size="sm">{one.address || "–"}</Text><Text size="xs" c="dimmed" lineClamp={1} maw={260}>{one.agent}</Text></Table.Td>
                <Table.Td>{new Date(one.created_at).toLocaleString()}</Table.Td>
                <Table.Td ta="right">
                  {one.id === owner.data?.session_id ? <Badge variant="light" color="green">{en.profile.here}</Badge> : <Button size="compact-xs" variant="default" onClick={() => end.mutate(one.id)}>{en.profile.end}</Button>}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}
