/** API keys for other programs: made, shown once, revoked. */
import { Button, Text } from "@mantine/core";
import { IconKey, IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiKey } from "@/api/client";
import { useConfirm } from "@/kit/confirm";
import { Page } from "@/kit/Page";
import { Tag } from "@/kit/Tag";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { useToast } from "@/kit/toast";
import { When } from "@/kit/When";
import { useFormats } from "@/words/format";
import { KeyForm } from "./KeyForm";
import { keys, revokeKey } from "./queries";
import { wordOf } from "./scopes";

const column = columnsOf<ApiKey>();

export function Keys() {
  const { t } = useTranslation("keys");
  const { t: common } = useTranslation();
  const { date, list } = useFormats();
  const [making, setMaking] = useState(false);
  const found = useQuery(keys.list());
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("name", {
          header: common("called"),
          meta: { card: "title" },
          cell: ({ row: { original } }) => (
            <>
              {original.name}
              <Text size="xs" c="dimmed" fw={400}>
                danceai_{original.prefix}_…
              </Text>
            </>
          ),
        }),
        column.accessor((key) => list(key.scopes.map((scope) => t(wordOf(scope)))), {
          id: "scopes",
          header: t("scopes"),
        }),
        column.accessor("partner", { header: t("partner"), cell: ({ getValue }) => getValue() || "–" }),
        column.accessor("expires_at", {
          header: t("expires"),
          cell: ({ getValue }) => {
            const at = getValue();
            return at ? date(at) : t("never");
          },
        }),
        column.accessor("last_used_at", {
          header: t("used"),
          cell: ({ getValue }) => {
            const at = getValue();
            return at ? <When at={at} /> : t("never");
          },
        }),
        column.display({
          id: "revoke",
          header: "",
          meta: { card: "corner", align: "right" },
          cell: ({ row: { original } }) => (original.revoked ? <Tag>{t("revoked")}</Tag> : <Revoke of={original} />),
        }),
      ]),
    [t, common, date, list],
  );
  const make = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
      {t("make")}
    </Button>
  );
  return (
    <Page context={t("context")} action={make}>
      <DataTable
        label={t("title")}
        columns={columns}
        rows={found.data}
        rowId={(key) => key.id}
        error={found.error}
        retry={() => void found.refetch()}
        empty={{ title: t("none"), next: t("noneNext"), icon: IconKey, action: make }}
        search={t("search")}
      />
      {making && <KeyForm close={() => setMaking(false)} />}
    </Page>
  );
}

function Revoke({ of }: { of: ApiKey }) {
  const { t } = useTranslation("keys");
  const toast = useToast();
  const confirm = useConfirm();
  const revoke = useMutation({ ...revokeKey, onError: toast.failed });
  const ask = async () => {
    if (await confirm({ title: t("revokeTitle", { name: of.name }), consequence: t("revokeWhy"), action: t("revoke") }))
      revoke.mutate(of.id);
  };
  return (
    <Button size="xs" variant="default" loading={revoke.isPending} onClick={ask}>
      {t("revoke")}
    </Button>
  );
}
