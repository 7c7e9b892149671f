/** What new analyses of the studio start with, and what the platform has set up. */
import { Alert, Badge, Button, Card, Code, Container, Group, NumberInput, PasswordInput, Select, Skeleton, Stack, Switch, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type PlatformSetup, type Provider, type StudioSetup } from "../../api/client";
import { Trouble } from "../../components/Trouble";
import { en } from "../../en";
import { me } from "../account/Frame";

export function Setup() {
  const owner = useQuery(me);
  return (
    <Container size="sm" p={0}>
      <Title order={2} mb="md">{en.setup.title}</Title>
      <Stack>
        <Studio />
        {owner.data?.permissions?.includes("manage_platform") && <Platform />}
      </Stack>
    </Container>
  );
}

function Studio() {
  const queries = useQueryClient();
  const setup = useQuery({ queryKey: ["setup"], queryFn: async () => body(await api.GET("/v1/setup")) });
  const models = useQuery({ queryKey: ["pose-models"], queryFn: async () => body(await api.GET("/v1/pose-models")).models });
  const change = useMutation({
    mutationFn: async (changed: Partial<StudioSetup>) => body(await api.PATCH("/v1/setup", { body: changed })),
    onSuccess: (told) => queries.setQueryData(["setup"], told),
  });
  if (setup.isError) return <Trouble error={setup.error} retry={() => void setup.refetch()} />;
  if (!setup.data) return <Skeleton h={240} />;
  const usable = models.data?.filter((model) => model.active && model.keypoints !== "boxes") ?? [];
  const flag = (name: "track_face" | "track_hands" | "debug_overlay" | "totp_required") => (
    <Switch label={en.setup[name]} description={en.setup.why[name]} checked={setup.data[name]} onChange={(e) => change.mutate({ [name]: e.currentTarget.checked })} />
  );
  return (
    <Card withBorder>
      <Title order={4} mb={4}>{en.setup.studio}</Title>
      <Text size="sm" c="dimmed" mb="sm">{en.setup.studioWhy}</Text>
      <Stack gap="md">
        <Select label={en.setup.pose_model} allowDeselect={false} value={setup.data.pose_model ?? ""} onChange={(v) => change.mutate({ pose_model: v ?? "" })} data={[{ value: "", label: en.setup.standard }, ...usable.map((m) => ({ value: m.name, label: `${m.name} (${m.backend})${m.available ? "" : `, ${en.setup.missing}`}` }))]} />
        {flag("track_face")}
        {flag("track_hands")}
        {flag("debug_overlay")}
        {flag("totp_required")}
        {change.isError && <Alert color="red" role="alert">{change.error.message}</Alert>}
      </Stack>
    </Card>
  );
}

function Platform() {
  const setup = useQuery({ queryKey: ["platform"], queryFn: async () => body(await api.GET("/v1/platform")) });
  if (setup.isError) return <Trouble error={setup.error} retry={() => void setup.refetch()} />;
  if (!setup.data) return <Skeleton h={240} />;
  return (
    <>
      <Tiers setup={setup.data} />
      {(["google", "microsoft", "facebook"] as const).map((name) => <Social key={name} name={name} setup={setup.data} />)}
    </>
  );
}

function Tiers({ setup }: { setup: PlatformSetup }) {
  const queries = useQueryClient();
  const [hours, setHours] = useState<number | string>(setup.archive_after_hours);
  const save = useMutation({
    mutationFn: async () => body(await api.PATCH("/v1/platform", { body: { archive_after_hours: Number(hours) } })),
    onSuccess: (told) => queries.setQueryData(["platform"], told),
  });
  return (
    <Card withBorder>
      <Title order={4} mb="sm">{en.setup.tiers}</Title>
      <Group align="flex-end">
        <NumberInput label={en.setup.archive} min={1} value={hours} onChange={setHours} w={260} />
        <Button onClick={() => save.mutate()} loading={save.isPending}>{en.profile.save}</Button>
        {save.isSuccess && <Text size="sm" c="green" role="status">{en.profile.saved}</Text>}
      </Group>
      {save.isError && <Alert mt="sm" color="red" role="alert">{save.error.message}</Alert>}
    </Card>
  );
}

function Social({ name, setup }: { name: Provider; setup: PlatformSetup }) {
  const queries = useQueryClient();
  const kept = setup.social[name];
  const [client, setClient] = useState(kept?.client_id ?? "");
  const [secret, setSecret] = useState("");
  const save = useMutation({
    mutationFn: async () => body(await api.PUT("/v1/platform/social/{provider}", { params: { path: { provider: name } }, body: { client_id: client, client_secret: secret || null } })),
    onSuccess: (told) => {
      queries.setQueryData(["platform"], told);
      setSecret("");
    },
  });
  const ready = kept?.missing?.length === 0;
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm"><Title order={4}>{en.setup.social(name)}</Title><Badge variant="light" color={ready ? "green" : "gray"}>{ready ? en.setup.ready : en.setup.needs(kept?.missing ?? [])}</Badge></Group>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{en.setup.register} <Code style={{ overflowWrap: "anywhere" }}>{kept?.redirect_uri}</Code></Text>
          <TextInput label={en.setup.clientId} value={client} onChange={(e) => setClient(e.currentTarget.value)} />
          <PasswordInput label={en.setup.secret} placeholder={kept?.has_secret ? en.setup.secretKept : ""} autoComplete="off" value={secret} onChange={(e) => setSecret(e.currentTarget.value)} />
          {save.isError && <Alert color="red" role="alert">{save.error.message}</Alert>}
          <Group><Button type="submit" variant="default" loading={save.isPending}>{en.profile.save}</Button>{save.isSuccess && <Text size="sm" c="green" role="status">{en.profile.saved}</Text>}</Group>
        </Stack>
      </form>
    </Card>
  );
}
