/** Who has changed what. */
import { Code } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Change } from "@/api/client";
import { options } from "@/kit/options";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { pagewise } from "@/kit/table/pagewise";
import { useListState } from "@/kit/table/useListState";
import { When } from "@/kit/When";
import { Download } from "./Download";
import { changesFile, logs } from "./queries";
import { useLogWords } from "./useLogWords";
import { ACTIONS } from "./words/actions";

const column = columnsOf<Change>();

export function Changes() {
  const { t } = useTranslation("logs");
  const list = useListState();
  const wanted = { search: list.search || undefined, action: list.filter("action") };
  const found = useInfiniteQuery(logs.changes(wanted));
  const words = useLogWords();
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.changes), [found.data]);
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor((row) => row.by.name, { id: "by", header: t("who"), meta: { card: "title" } }),
        column.accessor("at", { header: t("at"), cell: ({ getValue }) => <When at={getValue()} /> }),
        column.accessor("action", { header: t("action"), cell: ({ getValue }) => words("act", getValue()) }),
        column.accessor("details", {
          header: t("what"),
          cell: ({ getValue }) => (
            <Code fz="xs" bg="none" p={0} style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
              {JSON.stringify(getValue())}
            </Code>
          ),
        }),
      ]),
    [t, words],
  );
  return (
    <DataTable
      label={t("changes")}
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      empty={{ title: t("none") }}
      search={t("searchChanges")}
      filters={[{ id: "action", label: t("action"), options: options(ACTIONS, (action) => words("act", action)) }]}
      tools={<Download address={changesFile(wanted)} />}
      {...pagewise(found)}
    />
  );
}
