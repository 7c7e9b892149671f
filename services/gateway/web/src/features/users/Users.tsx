/** The studio's users: find, invite, edit. */
import { Anchor, Button, Group, Text } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { User } from "@/api/client";
import { account } from "@/features/account/queries";
import { HelpLink } from "@/kit/HelpLink";
import { options } from "@/kit/options";
import { Page } from "@/kit/Page";
import { Tag } from "@/kit/Tag";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import type { Meaning } from "@/kit/tokens";
import { useFormats } from "@/words/format";
import { users } from "./queries";
import { ROLES, UserForm } from "./UserForm";

const STATES = ["active", "invited", "inactive"] as const;
type State = (typeof STATES)[number];
const MEANINGS: Record<State, Meaning> = { active: "good", invited: "warn", inactive: "plain" };
const stateOf = (user: User): State => (!user.active ? "inactive" : user.invited ? "invited" : "active");
const column = columnsOf<User>();

export function Users() {
  const { t } = useTranslation("users");
  const { t: common } = useTranslation();
  const { number } = useFormats();
  const found = useQuery(users.list());
  const usage = useQuery(users.usage());
  const owner = useQuery(account.owner());
  const [edited, setEdited] = useState<User | "new" | null>(null);
  const columns = useMemo(() => {
    const used = (of: User) => usage.data?.get(of.id) ?? { uploads: 0, minutes: 0 };
    // Nothing is claimed before it is known.
    const ofLimit = (value: number, most: number | null | undefined) =>
      usage.data && (
        <Text span inherit c={most != null && value >= most ? "bad" : undefined}>
          {most == null ? number(value) : t("usedOf", { used: number(value), most: number(most) })}
        </Text>
      );
    return column.columns([
      column.accessor("name", {
        header: common("name"),
        meta: { card: "title" },
        cell: ({ row: { original } }) => (
          <>
            <Anchor component="button" type="button" ta="left" fw={600} onClick={() => setEdited(original)}>
              {original.name}
            </Anchor>
            <Text size="sm" c="dimmed" fw={400}>
              {original.email}
            </Text>
          </>
        ),
      }),
      column.accessor("email", { header: t("email"), meta: { hidden: true } }),
      column.accessor("role", {
        header: t("role"),
        filterFn: "equalsString",
        enableGlobalFilter: false,
        cell: ({ getValue }) => common(`role.${getValue()}`),
      }),
      column.accessor(stateOf, {
        id: "state",
        header: t("state"),
        meta: { card: "corner" },
        filterFn: "equalsString",
        enableGlobalFilter: false,
        cell: ({ getValue }) => <Tag meaning={MEANINGS[getValue()]}>{common(`active.${getValue()}`)}</Tag>,
      }),
      column.accessor("totp", {
        header: t("totp"),
        cell: ({ getValue }) => (getValue() ? t("on") : t("off")),
      }),
      column.accessor((user) => used(user).uploads, {
        id: "uploads",
        header: t("uploads"),
        meta: { align: "right" },
        enableGlobalFilter: false,
        cell: ({ getValue, row: { original } }) => ofLimit(getValue(), original.quota_uploads),
      }),
      column.accessor((user) => Math.round(used(user).minutes), {
        id: "minutes",
        header: t("minutes"),
        meta: { align: "right" },
        enableGlobalFilter: false,
        cell: ({ getValue, row: { original } }) => ofLimit(getValue(), original.quota_minutes),
      }),
    ]);
  }, [t, common, number, usage.data]);
  return (
    <Page
      context={
        owner.data && (
          <Group gap="sm">
            <Text c="dimmed">{t("context", { studio: owner.data.studio_name })}</Text>
            <HelpLink about="studio" />
          </Group>
        )
      }
      action={
        <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setEdited("new")}>
          {t("invite")}
        </Button>
      }
    >
      <DataTable
        label={t("title")}
        columns={columns}
        rows={found.data}
        rowId={(user) => user.id}
        error={found.error}
        retry={() => void found.refetch()}
        empty={{ title: t("none") }}
        search={t("search")}
        filters={[
          { id: "role", label: t("role"), options: options(ROLES, (role) => common(`role.${role}`)) },
          { id: "state", label: t("state"), options: options(STATES, (state) => common(`active.${state}`)) },
        ]}
      />
      {edited && <UserForm user={edited === "new" ? null : edited} close={() => setEdited(null)} />}
    </Page>
  );
}
