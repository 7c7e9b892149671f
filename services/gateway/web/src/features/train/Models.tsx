/** The pose models of this installation: what they find, where they run, whether they are there. Platform admins change them. */
import { Anchor, Badge, Button, Container, Group, SegmentedControl, Skeleton, Table, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type PoseModel } from "../../api/client";
import { options } from "../../components/options";
import { Trouble } from "../../components/Trouble";
import { en } from "../../en";
import { me } from "../account/Frame";
import { ModelForm } from "./ModelForm";

const HEADS = [en.users.name, en.models.runsOn, en.models.finds, en.models.input, en.models.detector, en.models.quality, en.users.state];
const quality = ({ stats }: PoseModel) => (stats ? en.models.measured(stats.oks_mean, stats.phantom_rate, stats.frames) : "–");

export function Models() {
  const owner = useQuery(me);
  const models = useQuery({ queryKey: ["pose-models"], queryFn: async () => body(await api.GET("/v1/pose-models")).models });
  const [wanted, setWanted] = useState("");
  const [backend, setBackend] = useState("");
  const [edited, setEdited] = useState<PoseModel | "new" | null>(null);
  const may = owner.data?.permissions?.includes("manage_platform") ?? false;
  const found = models.data?.filter((model) => (!backend || model.backend === backend) && `${model.name} ${model.adapter}`.includes(wanted.trim().toLowerCase()));
  return (
    <Container size="xl" p={0}>
      <Group justify="space-between" mb={4}>
        <Title order={2}>{en.models.title}</Title>
        {may && <Button onClick={() => setEdited("new")}>{en.models.register}</Button>}
      </Group>
      <Text size="sm" c="dimmed" mb="md">{en.models.why}</Text>
      <Group mb="md">
        <TextInput miw={240} aria-label={en.models.search} placeholder={en.models.search} value={wanted} onChange={(e) => setWanted(e.currentTarget.value)} />
        <SegmentedControl aria-label={en.models.runsOn} value={backend} onChange={setBackend} data={[{ value: "", label: en.models.all }, ...options(en.models.backend)]} />
      </Group>
      {models.isPending && <Skeleton h={240} />}
      {models.isError && <Trouble error={models.error} retry={() => void models.refetch()} />}
      {found?.length === 0 && <Text c="dimmed">{en.models.none}</Text>}
      {found && found.length > 0 && (
        <Table.ScrollContainer minWidth={1000}>
          <Table highlightOnHover fz="sm">
            <Table.Thead><Table.Tr>{HEADS.map((head) => <Table.Th key={head}>{head}</Table.Th>)}</Table.Tr></Table.Thead>
            <Table.Tbody>{found.map((model) => <Row key={model.name} model={model} edit={may ? () => setEdited(model) : undefined} />)}</Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {edited && <ModelForm model={edited === "new" ? null : edited} models={models.data ?? []} close={() => setEdited(null)} />}
    </Container>
  );
}

function Row({ model, edit }: { model: PoseModel; edit?: () => void }) {
  const [colour, state] = !model.active ? ["gray", en.users.inactive] : model.available ? ["green", en.models.ready] : ["yellow", model.backend === "triton" ? en.models.noServer : en.setup.missing];
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          {edit ? <Anchor component="button" size="sm" onClick={edit}>{model.name}</Anchor> : model.name}
          {model.default && <Badge size="xs">{en.models.default}</Badge>}
          {!model.built_in && <Badge size="xs" color="grape" variant="light">{en.models.own}</Badge>}
        </Group>
        <Text size="xs" c="dimmed">{model.source}{model.version && ` · ${en.models.version} ${model.version}`}</Text>
      </Table.Td>
      <Table.Td>{en.models.backend[model.backend]}</Table.Td>
      <Table.Td>{en.models.keypoints[model.keypoints] ?? model.keypoints}</Table.Td>
      <Table.Td style={{ whiteSpace: "nowrap" }}>{model.width} × {model.height}</Table.Td>
      <Table.Td fz="xs">{model.detector ?? "–"}</Table.Td>
      <Table.Td>{quality(model)}</Table.Td>
      <Table.Td><Badge variant="dot" color={colour} miw="max-content">{state}</Badge></Table.Td>
    </Table.Tr>
  );
}
