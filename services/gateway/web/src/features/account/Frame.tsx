/** The frame around every page: who is signed in, where to go. Without a session it is the sign-in page. */
import { Anchor, AppShell, Burger, Button, Center, Group, Loader, Menu, NavLink, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { api, body, Refused } from "../../api/client";
import { en } from "../../en";
import { EnrolFirst } from "./EnrolFirst";
import { SignIn } from "./SignIn";

export const me = { queryKey: ["me"], queryFn: async () => body(await api.GET("/v1/account")) };
export const OPEN_PAGE = "/set-password";

type Page = { to: string; label: string; needs?: string };
const PAGES: Page[] = [
  { to: "/", label: en.nav.analyses },
  { to: "/new", label: en.nav.fresh, needs: "upload" },
];
const ADMIN: Page[] = [
  { to: "/admin/users", label: en.nav.users, needs: "manage_users" },
  { to: "/admin/logs", label: en.nav.logs, needs: "manage_users" },
  { to: "/admin/setup", label: en.nav.setup, needs: "manage_studio" },
  { to: "/admin/keys", label: en.nav.keys, needs: "manage_studio" },
  { to: "/train/models", label: en.nav.models, needs: "manage_studio" },
  { to: "/admin/studios", label: en.nav.studios, needs: "manage_platform" },
];

export function Frame() {
  const queries = useQueryClient();
  const { pathname } = useLocation();
  const open = pathname === OPEN_PAGE;
  const owner = useQuery({ ...me, enabled: !open });
  const [burger, { toggle, close }] = useDisclosure(false);
  if (open) return <Outlet />;
  if (owner.isPending) return <Center h="100vh"><Loader aria-label="loading" /></Center>;
  if (owner.isError) return <SignIn codeNeeded={owner.error instanceof Refused && owner.error.code === "code_needed"} />;
  const signOut = async () => {
    await api.POST("/v1/account/sign-out");
    // Back to nothing: what is on the page asks again, and learns that nobody is signed in.
    await queries.resetQueries();
  };
  const may = (page: Page) => !page.needs || (owner.data.permissions ?? []).includes(page.needs as never);
  const admin = ADMIN.filter(may);
  return (
    <AppShell header={{ height: 56 }} navbar={{ width: 220, breakpoint: "sm", collapsed: { mobile: !burger, desktop: true } }} padding="md">
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="lg" wrap="nowrap">
            <Burger hiddenFrom="sm" size="sm" opened={burger} onClick={toggle} aria-label={en.nav.menu} />
            <Anchor component={Link} to="/" fw={700} c="var(--mantine-color-text)" underline="never">{en.product}</Anchor>
            {PAGES.filter(may).map((page) => <Anchor key={page.to} component={Link} to={page.to} visibleFrom="sm">{page.label}</Anchor>)}
            {admin.length > 0 && (
              <Menu>
                <Menu.Target><Anchor component="button" visibleFrom="sm">{en.nav.admin}</Anchor></Menu.Target>
                <Menu.Dropdown>{admin.map((page) => <Menu.Item key={page.to} component={Link} to={page.to as never}>{page.label}</Menu.Item>)}</Menu.Dropdown>
              </Menu>
            )}
          </Group>
          <Group gap="sm" wrap="nowrap">
            <Anchor component={Link} to={"/profile" as never} size="sm">{owner.data.name}</Anchor>
            <Text size="sm" c="dimmed" visibleFrom="sm">{owner.data.studio_name}</Text>
            <Button size="compact-sm" variant="default" onClick={signOut}>{en.signOut}</Button>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="md" hiddenFrom="sm">
        <Stack gap={0}>
          {[...PAGES.filter(may), ...admin].map((page) => <NavLink key={page.to} component={Link} to={page.to as never} label={page.label} onClick={close} />)}
        </Stack>
      </AppShell.Navbar>
      <AppShell.Main>{owner.data.missing === "second_factor" ? <EnrolFirst /> : <Outlet />}</AppShell.Main>
    </AppShell>
  );
}
