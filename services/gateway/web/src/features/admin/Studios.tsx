/** All studios: created with their first admin, limited, suspended. */
import { Badge, Button, ColorInput, Container, Group, Modal, NumberInput, Select, Skeleton, Stack, Switch, Table, Text, TextInput, Title, Anchor } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Language, type Studio } from "../../api/client";
import { FormEnd } from "../../components/FormEnd";
import { options } from "../../components/options";
import { Trouble } from "../../components/Trouble";
import { en } from "../../en";

const LIMITS = ["users", "uploads", "minutes"] as const;
type Limits = Record<(typeof LIMITS)[number], number | string>;
const told = (limits: Limits) => Object.fromEntries(LIMITS.map((name) => [name, limits[name] === "" ? null : Number(limits[name])]));

export function Studios() {
  const studios = useQuery({ queryKey: ["studios"], queryFn: async () => body(await api.GET("/v1/studios")).studios });
  const [edited, setEdited] = useState<Studio | "new" | null>(null);
  return (
    <Container size="lg" p={0}>
      <Group justify="space-between" mb="md"><Title order={2}>{en.studios.title}</Title><Button onClick={() => setEdited("new")}>{en.studios.create}</Button></Group>
      {studios.isError && <Trouble error={studios.error} retry={() => void studios.refetch()} />}
      {studios.isPending && <Skeleton h={120} />}
      <Table.ScrollContainer minWidth={560}>
        <Table highlightOnHover verticalSpacing="sm">
          <Table.Thead><Table.Tr>{[en.users.name, en.users.state, en.studios.users, en.users.uploads, en.users.minutes].map((head) => <Table.Th key={head}>{head}</Table.Th>)}</Table.Tr></Table.Thead>
          <Table.Tbody>
            {studios.data?.map((studio) => (
              <Table.Tr key={studio.id}>
                <Table.Td><Anchor component="button" onClick={() => setEdited(studio)}>{studio.name}</Anchor></Table.Td>
                <Table.Td><Badge variant="light" color={studio.suspended ? "red" : "green"}>{studio.suspended ? en.studios.suspended : en.users.active}</Badge></Table.Td>
                {LIMITS.map((name) => <Table.Td key={name}>{studio.limits[name] ?? "∞"}</Table.Td>)}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {edited && <StudioForm studio={edited === "new" ? null : edited} close={() => setEdited(null)} />}
    </Container>
  );
}

function StudioForm({ studio, close }: { studio: Studio | null; close: () => void }) {
  const queries = useQueryClient();
  const [name, setName] = useState(studio?.name ?? "");
  const [email, setEmail] = useState("");
  const [admin, setAdmin] = useState("");
  const [language, setLanguage] = useState<Language>("en");
  const [suspended, setSuspended] = useState(studio?.suspended ?? false);
  const [colour, setColour] = useState(studio?.accent_colour ?? "");
  const [limits, setLimits] = useState<Limits>({ users: studio?.limits.users ?? "", uploads: studio?.limits.uploads ?? "", minutes: studio?.limits.minutes ?? "" });
  const save = useMutation({
    mutationFn: async () => {
      if (studio) await api.PATCH("/v1/studios/{studio_id}", { params: { path: { studio_id: studio.id } }, body: { name, suspended, limits: told(limits), accent_colour: colour } });
      else await api.POST("/v1/studios", { body: { name, admin_email: email, admin_name: admin, language, limits: told(limits) } });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["studios"] });
      close();
    },
  });
  return (
    <Modal opened onClose={close} title={studio ? studio.name : en.studios.create}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="sm">
          <TextInput label={en.users.name} required value={name} onChange={(e) => setName(e.currentTarget.value)} />
          {!studio && (
            <>
              <TextInput label={en.studios.adminName} required value={admin} onChange={(e) => setAdmin(e.currentTarget.value)} />
              <TextInput label={en.studios.adminEmail} type="email" required value={email} onChange={(e) => setEmail(e.currentTarget.value)} />
              <Select label={en.profile.language} allowDeselect={false} value={language} onChange={(v) => setLanguage(v as Language)} data={options(en.language)} />
            </>
          )}
          <Group grow>
            {LIMITS.map((one) => <NumberInput key={one} label={en.studios[one]} placeholder={en.users.unlimited} min={0} value={limits[one]} onChange={(v) => setLimits({ ...limits, [one]: v })} />)}
          </Group>
          {studio && <ColorInput label={en.studios.colour} description={en.studios.colourWhy} format="hex" swatches={["#1c7ed6", "#2f9e44", "#e8590c", "#9c36b5", "#c2255c"]} value={colour} onChange={setColour} />}
          {studio && <Switch label={en.studios.suspend} description={en.studios.suspendWhy} checked={suspended} onChange={(e) => setSuspended(e.currentTarget.checked)} />}
          {!studio && <Text size="sm" c="dimmed">{en.studios.invited}</Text>}
          <FormEnd error={save.error} close={close} saving={save.isPending} label={studio ? en.profile.save : en.studios.create} />
        </Stack>
      </form>
    </Modal>
  );
}
