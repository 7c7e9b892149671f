/** Who has signed in or tried to, from where. */
import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { LoginAttempt } from "@/api/client";
import { options } from "@/kit/options";
import { Tag } from "@/kit/Tag";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { pagewise } from "@/kit/table/pagewise";
import { useListState } from "@/kit/table/useListState";
import { When } from "@/kit/When";
import { Download } from "./Download";
import { loginsFile, logs } from "./queries";
import { useLogWords } from "./useLogWords";

const OUTCOMES = ["ok", "refused"] as const;
const column = columnsOf<LoginAttempt>();

export function Logins() {
  const { t } = useTranslation("logs");
  const list = useListState();
  const outcome = OUTCOMES.find((one) => one === list.filter("outcome"));
  const wanted = { search: list.search || undefined, outcome };
  const found = useInfiniteQuery(logs.logins(wanted));
  const words = useLogWords();
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.logins), [found.data]);
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("email", { header: t("who"), meta: { card: "title" } }),
        column.accessor("at", { header: t("at"), cell: ({ getValue }) => <When at={getValue()} /> }),
        column.accessor("method", { header: t("method"), cell: ({ getValue }) => words("method", getValue()) }),
        column.accessor("outcome", {
          header: t("outcome"),
          meta: { card: "corner" },
          cell: ({ getValue, row: { original } }) => (
            <>
              <Tag meaning={getValue() === "ok" ? "good" : "bad"}>{t(`result.${getValue()}`)}</Tag>
              {original.reason && (
                <Text size="xs" c="dimmed">
                  {words("reason", original.reason)}
                </Text>
              )}
            </>
          ),
        }),
        column.accessor("address", { header: t("from") }),
        column.accessor("agent", {
          header: t("agent"),
          cell: ({ getValue }) => (
            <Text size="xs" c="dimmed" lineClamp={1} maw="20rem" title={getValue()}>
              {getValue()}
            </Text>
          ),
        }),
      ]),
    [t, words],
  );
  return (
    <DataTable
      label={t("logins")}
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      empty={{ title: t("none") }}
      search={t("searchLogins")}
      filters={[{ id: "outcome", label: t("outcome"), options: options(OUTCOMES, (one) => t(`result.${one}`)) }]}
      tools={<Download address={loginsFile(wanted)} />}
      {...pagewise(found)}
    />
  );
}
