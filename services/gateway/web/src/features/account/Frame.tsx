/** The frame around every page: who is signed in, where to go. Without a session it is the sign-in page. */
import { Anchor, AppShell, Button, Center, Group, Loader, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { api, body } from "../../api/client";
import { en } from "../../en";
import { SignIn } from "./SignIn";

export const me = { queryKey: ["me"], queryFn: async () => body(await api.GET("/v1/account")) };

export function Frame() {
  const queries = useQueryClient();
  const owner = useQuery(me);
  if (owner.isPending) return <Center h="100vh"><Loader aria-label="loading" /></Center>;
  if (owner.isError) return <SignIn />;
  const signOut = async () => {
    await api.POST("/v1/account/sign-out");
    queries.clear();
    await queries.invalidateQueries();
  };
  return (
    <AppShell header={{ height: 56 }} padding="md">
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="lg" wrap="nowrap">
            <Anchor component={Link} to="/" fw={700} c="var(--mantine-color-text)" underline="never">{en.product}</Anchor>
            <Anchor component={Link} to="/" visibleFrom="xs">{en.nav.analyses}</Anchor>
            <Anchor component={Link} to="/new">{en.nav.fresh}</Anchor>
          </Group>
          <Group gap="sm" wrap="nowrap">
            <Text size="sm" c="dimmed" visibleFrom="sm">{owner.data.name}, {owner.data.studio_name}</Text>
            <Button size="compact-sm" variant="default" onClick={signOut}>{en.signOut}</Button>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Main><Outlet /></AppShell.Main>
    </AppShell>
  );
}
