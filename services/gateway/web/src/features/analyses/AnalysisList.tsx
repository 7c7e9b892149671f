/** The analyses of the couples one may see, newest first. */
import { Anchor, Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { AnalysisSummary, LifeState } from "@/api/client";
import { useMay } from "@/features/account/queries";
import { couples, nameOf } from "@/features/couples/queries";
import { options } from "@/kit/options";
import { Page } from "@/kit/Page";
import { StateTag } from "@/kit/StateTag";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { pagewise } from "@/kit/table/pagewise";
import { useListState } from "@/kit/table/useListState";
import { When } from "@/kit/When";
import { useFormats } from "@/words/format";
import { analyses } from "./queries";

const STATES: LifeState[] = ["waiting", "running", "done", "failed", "cancelled"];
const column = columnsOf<AnalysisSummary>();

export function AnalysisList() {
  const { t } = useTranslation("analyses");
  const { t: common } = useTranslation();
  const { mark } = useFormats();
  const may = useMay();
  const list = useListState();
  const state = STATES.find((one) => one === list.filter("state"));
  const found = useInfiniteQuery(analyses.list({ state, couple_id: list.filter("couple") }));
  const known = useQuery(couples.list());
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.analyses), [found.data]);
  const names = useMemo(() => new Map(known.data?.map((one) => [one.id, nameOf(one)])), [known.data]);
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("dance", {
          header: t("dance"),
          meta: { card: "title" },
          cell: ({ row: { original } }) => (
            <Anchor component={Link} to={`/analyses/${original.id}`} fw={600}>
              {common(`dance.${original.dance}`)}
            </Anchor>
          ),
        }),
        column.accessor((one) => names.get(one.couple_id) ?? "", { id: "couple", header: t("couple") }),
        column.accessor("created_at", { header: t("started"), cell: ({ getValue }) => <When at={getValue()} /> }),
        column.accessor("state", {
          header: t("state"),
          meta: { card: "corner" },
          cell: ({ getValue }) => <StateTag state={getValue()} />,
        }),
        column.accessor((one) => one.total, {
          id: "total",
          header: t("total"),
          meta: { align: "right" },
          cell: ({ getValue }) => {
            const total = getValue();
            return total == null ? "–" : t("ofForty", { total: mark(total) });
          },
        }),
      ]),
    [t, common, names, mark],
  );
  const fresh = may("upload") && (
    <Button component={Link} to="/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t("fresh")}
    </Button>
  );
  const few = known.data && known.data.length > 1 ? known.data : [];
  return (
    <Page action={fresh}>
      <DataTable
        label={t("title")}
        columns={columns}
        rows={rows}
        rowId={(one) => one.id}
        empty={{ title: t("empty"), next: t("emptyNext"), action: fresh }}
        filters={[
          { id: "state", label: t("state"), options: options(STATES, (one) => common(`state.${one}`)) },
          ...(few.length > 0
            ? [{ id: "couple", label: t("couple"), options: few.map((one) => ({ value: one.id, label: nameOf(one) })) }]
            : []),
        ]}
        {...pagewise(found)}
      />
    </Page>
  );
}
