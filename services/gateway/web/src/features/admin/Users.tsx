/** The studio's users: find, invite, edit. */
import { Anchor, Badge, Button, Container, Group, Skeleton, Table, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type User } from "../../api/client";
import { Trouble } from "../../components/Trouble";
import { en } from "../../en";
import { UserForm } from "./UserForm";

const quota = (user: User) => [user.quota_uploads, user.quota_minutes].map((most) => most ?? "∞").join(" / ");

export function Users() {
  const users = useQuery({ queryKey: ["users"], queryFn: async () => body(await api.GET("/v1/users")).users });
  const [wanted, setWanted] = useState("");
  const [edited, setEdited] = useState<User | "new" | null>(null);
  const found = users.data?.filter((user) => `${user.name} ${user.email}`.toLowerCase().includes(wanted.toLowerCase()));
  return (
    <Container size="lg" p={0}>
      <Group justify="space-between" mb="md">
        <Title order={2}>{en.users.title}</Title>
        <Button onClick={() => setEdited("new")}>{en.users.invite}</Button>
      </Group>
      <TextInput mb="md" maw={320} aria-label={en.users.search} placeholder={en.users.search} value={wanted} onChange={(e) => setWanted(e.currentTarget.value)} />
      {users.isPending && <Skeleton h={200} />}
      {users.isError && <Trouble error={users.error} retry={() => void users.refetch()} />}
      {found?.length === 0 && <Text c="dimmed">{en.users.none}</Text>}
      {found && found.length > 0 && (
        <Table.ScrollContainer minWidth={640}>
          <Table highlightOnHover verticalSpacing="sm">
            <Table.Thead><Table.Tr>{[en.users.name, en.users.role, en.users.state, en.users.totp, en.users.quota].map((head) => <Table.Th key={head}>{head}</Table.Th>)}</Table.Tr></Table.Thead>
            <Table.Tbody>
              {found.map((user) => (
                <Table.Tr key={user.id}>
                  <Table.Td><Anchor component="button" onClick={() => setEdited(user)}>{user.name}</Anchor><Text size="xs" c="dimmed">{user.email}</Text></Table.Td>
                  <Table.Td>{en.role[user.role]}</Table.Td>
                  <Table.Td><Badge variant="light" color={!user.active ? "gray" : user.invited ? "yellow" : "green"}>{!user.active ? en.users.inactive : user.invited ? en.users.invited : en.users.active}</Badge></Table.Td>
                  <Table.Td>{user.totp ? en.users.on : "–"}</Table.Td>
                  <Table.Td>{quota(user)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {edited && <UserForm user={edited === "new" ? null : edited} close={() => setEdited(null)} />}
    </Container>
  );
}
