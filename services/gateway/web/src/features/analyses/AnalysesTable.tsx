/** Analyses as a list: all within reach, or those of one couple. */
import { Anchor, Box, Group, Text } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { AnalysisOrder, AnalysisSummary, LifeState } from "@/api/client";
import { useMay } from "@/features/account/queries";
import { couples, nameOf } from "@/features/couples/queries";
import { DANCES } from "@/kit/dances";
import { options } from "@/kit/options";
import { Tag } from "@/kit/Tag";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { momentsOf } from "@/kit/table/days";
import { pagewise } from "@/kit/table/pagewise";
import { useListState } from "@/kit/table/useListState";
import { When } from "@/kit/When";
import { useFormats } from "@/words/format";
import { BulkActions } from "./BulkActions";
import { analyses } from "./queries";
import { RowMenu } from "./RowMenu";
import { StateCell } from "./StateCell";

const STATES: LifeState[] = ["waiting", "running", "done", "failed", "cancelled"];
const ORDERS: AnalysisOrder[] = ["newest", "oldest", "best"];
const column = columnsOf<AnalysisSummary>();

const took = ({ created_at, finished_at }: AnalysisSummary) =>
  finished_at ? (Date.parse(finished_at) - Date.parse(created_at)) / 1000 : null;

/** couple: only its analyses are shown, and its name stands elsewhere. first: what to do where there is none. */
export function AnalysesTable({ couple, first }: { couple?: string; first: ReactNode }) {
  const { t } = useTranslation("analyses");
  const { t: common } = useTranslation();
  const { mark, duration } = useFormats();
  const may = useMay();
  const list = useListState();
  const found = useInfiniteQuery({
    ...analyses.list({
      state: STATES.find((one) => one === list.filter("state")),
      dance: DANCES.find((one) => one === list.filter("dance")),
      couple_id: couple ?? list.filter("couple"),
      order: ORDERS.find((one) => one === list.sort),
      search: list.search || undefined,
      ...momentsOf(list.filter("started")),
    }),
    placeholderData: keepPreviousData,
  });
  const known = useQuery({ ...couples.list(), enabled: !couple });
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.analyses), [found.data]);
  const names = useMemo(() => new Map(known.data?.map((one) => [one.id, nameOf(one)])), [known.data]);
  const mayChange = may("analyse");
  const columns = useMemo(() => {
    const titleOf = (one: AnalysisSummary) =>
      (couple ? undefined : names.get(one.couple_id)) ?? common(`dance.${one.dance}`);
    return column.columns([
      column.accessor(titleOf, {
        id: "analysis",
        header: t("analysis"),
        meta: { card: "title", width: "34%" },
        cell: ({ row: { original } }) => (
          <Box miw={0}>
            <Group gap="xs">
              <Anchor component={Link} to={`/analyses/${original.id}`} fw={600}>
                {titleOf(original)}
              </Anchor>
              {original.based_on && <Tag>{t("again")}</Tag>}
            </Group>
            <Text size="xs" c="dimmed" fw={400} truncate>
              {[...(couple ? [] : [common(`dance.${original.dance}`)]), ...(original.recordings ?? [])].join(" · ")}
            </Text>
          </Box>
        ),
      }),
      column.accessor("created_at", {
        header: t("started"),
        meta: { width: "14%" },
        cell: ({ getValue }) => <When at={getValue()} />,
      }),
      column.accessor(took, {
        id: "took",
        header: t("took"),
        meta: { width: "10%" },
        cell: ({ getValue }) => {
          const seconds = getValue();
          return seconds == null ? "–" : duration(seconds);
        },
      }),
      column.accessor("state", {
        header: t("state"),
        meta: { width: "26%" },
        cell: ({ row: { original } }) => <StateCell analysis={original} />,
      }),
      column.accessor("total", {
        header: t("total"),
        meta: { align: "right", width: "10%" },
        cell: ({ getValue }) => {
          const total = getValue();
          return total == null ? "–" : t("ofForty", { total: mark(total) });
        },
      }),
      ...(mayChange
        ? [
            column.display({
              id: "actions",
              header: "",
              meta: { card: "menu", align: "right", width: "4rem" },
              cell: ({ row: { original } }) => <RowMenu analysis={original} name={titleOf(original)} />,
            }),
          ]
        : []),
    ]);
  }, [t, common, names, mark, duration, couple, mayChange]);
  const several = known.data && known.data.length > 1 ? known.data : [];
  return (
    <DataTable
      label={t("title")}
      columns={columns}
      rows={rows}
      rowId={(one) => one.id}
      search={couple ? t("searchFile") : t("search")}
      empty={{ title: t("empty"), next: t("emptyNext"), action: first }}
      filters={[
        { id: "state", label: t("state"), options: options(STATES, (one) => common(`state.${one}`)) },
        { id: "dance", label: t("dance"), compact: true, options: options(DANCES, (one) => common(`dance.${one}`)) },
        ...(several.length > 0
          ? [
              {
                id: "couple",
                label: t("couple"),
                compact: true,
                options: several.map((one) => ({ value: one.id, label: nameOf(one) })),
              },
            ]
          : []),
        { id: "started", label: t("started"), options: "dates" },
      ]}
      orders={options(ORDERS, (one) => t(`order.${one}`))}
      bulk={
        mayChange
          ? {
              nameOf: (one) => names.get(one.couple_id) ?? common(`dance.${one.dance}`),
              actions: (chosen, clear) => <BulkActions chosen={chosen} clear={clear} />,
            }
          : undefined
      }
      {...pagewise(found)}
    />
  );
}
