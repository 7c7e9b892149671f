/** The one list: found, filtered, sorted and shown as its reader likes; a table on a desk, cards on a phone. */
import { Button, Center, Group, Stack, Text } from "@mantine/core";
import { useInViewport } from "@mantine/hooks";
import {
  functionalUpdate,
  type RowData,
  type RowSelectionState,
  type SortingState,
  useTable,
} from "@tanstack/react-table";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Empty, type EmptyWords } from "../Empty";
import { Trouble } from "../Trouble";
import { usePhone } from "../usePhone";
import { Cards } from "./Cards";
import { type Column, features } from "./columns";
import { Grid } from "./Grid";
import { ListSkeleton } from "./ListSkeleton";
import { type Choice, type Filter, Toolbar } from "./Toolbar";
import { useListState } from "./useListState";

const PAGE = 100;
/** Of a list inside of something else */
const FEW = 20;
const NOTHING: never[] = [];

interface Props<Row extends RowData> {
  /** Said to those who do not see the table */
  label: string;
  columns: Column<Row>[];
  /** Undefined while they are loaded */
  rows: Row[] | undefined;
  rowId: (row: Row) => string;
  error: Error | null;
  retry: () => void;
  empty: EmptyWords;
  /** What the search field asks for; without it there is none */
  search?: string;
  filters?: Filter[];
  /** The server searches and filters: the page hands `useListState()` to its query, and says how to get more */
  server?: { more: boolean; load: () => void; loading: boolean };
  /** Orders that the server knows, the first one where none is chosen; kept in the address as `sort` */
  orders?: Choice[];
  /** Rows can be chosen: what one is called, and what can be done with those that are */
  bulk?: { nameOf: (row: Row) => string; actions: (rows: Row[], clear: () => void) => ReactNode };
  /** Beside the filters: a download, a switch */
  tools?: ReactNode;
  /** A few rows inside of something else: nothing to search, sort or choose */
  plain?: boolean;
}

export function DataTable<Row extends RowData>(props: Props<Row>) {
  const { label, columns, rows, rowId, error, retry, empty, search, filters = NOTHING, server, orders, bulk } = props;
  const { tools, plain } = props;
  const { t } = useTranslation();
  const phone = usePhone();
  const list = useListState();
  const [shown, setShown] = useState(plain ? FEW : PAGE);
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({});

  const sorting: SortingState = list.sort ? [{ id: list.sort.replace(/^-/, ""), desc: list.sort.startsWith("-") }] : [];
  const columnFilters = filters
    .map(({ id }) => ({ id, value: list.filter(id) }))
    .filter(({ value }) => value !== undefined);
  const visible = useMemo(
    () =>
      Object.fromEntries(
        columns.map((column) => {
          const id = column.id ?? String("accessorKey" in column ? column.accessorKey : "");
          return [id, list.columns?.includes(id) ?? !column.meta?.hidden];
        }),
      ),
    [columns, list.columns],
  );
  // Values are kept by row: what a new column makes of the same rows is only read from a new list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns are what it is made anew for
  const data = useMemo(() => (rows ? [...rows] : NOTHING), [rows, columns]);
  const table = useTable({
    features,
    columns,
    data,
    getRowId: rowId,
    globalFilterFn: "includesString",
    getColumnCanGlobalFilter: (column) => column.accessorFn !== undefined,
    manualFiltering: server !== undefined,
    enableSorting: server === undefined && !plain,
    enableRowSelection: bulk !== undefined,
    sortDescFirst: false,
    autoResetPageIndex: false,
    state: {
      globalFilter: list.search,
      columnFilters: server ? NOTHING : columnFilters,
      sorting: server ? NOTHING : sorting,
      rowSelection,
      columnVisibility: visible,
      pagination: { pageIndex: 0, pageSize: server ? Number.MAX_SAFE_INTEGER : shown },
    },
    onRowSelectionChange: (updater) => setRowSelection((before) => functionalUpdate(updater, before)),
    onSortingChange: (updater) => {
      const [first] = functionalUpdate(updater, sorting);
      list.change({ sort: first && `${first.desc ? "-" : ""}${first.id}` });
    },
  });

  const found = table.getRowModel().rows;
  // What is gone is chosen no longer.
  const chosen = bulk ? found.filter((row) => rowSelection[row.id]).map((row) => row.original) : NOTHING;
  const narrowed = list.search !== "" || columnFilters.length > 0;
  const more = server ? server.more : table.getFilteredRowModel().rows.length > shown;
  const clear = () =>
    list.change(Object.fromEntries(["q", ...filters.map(({ id }) => id)].map((id) => [id, undefined])));
  return (
    <Stack gap="md">
      {!plain && (
        <Toolbar
          table={table}
          list={list}
          search={search}
          filters={filters}
          tools={tools}
          sortable={!server}
          orders={orders}
        />
      )}
      {bulk && chosen.length > 0 && (
        <Group gap="sm" role="group" aria-label={t("list.chosen", { count: chosen.length })}>
          <Text size="sm" fw={600} aria-live="polite">
            {t("list.chosen", { count: chosen.length })}
          </Text>
          {bulk.actions(chosen, () => setRowSelection({}))}
          <Button variant="subtle" onClick={() => setRowSelection({})}>
            {t("list.chooseNone")}
          </Button>
        </Group>
      )}
      {error && <Trouble error={error} retry={retry} />}
      {!rows && !error && <ListSkeleton label={label} />}
      {rows && found.length === 0 && narrowed && (
        <Empty
          title={t("list.nothingFits")}
          action={
            <Button variant="default" onClick={clear}>
              {t("list.clear")}
            </Button>
          }
        />
      )}
      {rows && found.length === 0 && !narrowed && <Empty {...empty} />}
      {found.length > 0 &&
        (phone ? (
          <Cards table={table} label={label} nameOf={bulk?.nameOf} />
        ) : (
          <Grid table={table} label={label} bare={plain} nameOf={bulk?.nameOf} />
        ))}
      {more && (
        <More
          loading={server?.loading ?? false}
          load={server ? server.load : () => setShown((before) => before + PAGE)}
          byItself={server !== undefined && !error}
        />
      )}
    </Stack>
  );
}

/** The next page: it comes when one gets there, and for those who press. */
function More({ loading, load, byItself }: { loading: boolean; load: () => void; byItself: boolean }) {
  const { t } = useTranslation();
  const { ref, inViewport } = useInViewport();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what loads is made anew with every page
  useEffect(() => {
    if (byItself && inViewport && !loading) load();
  }, [byItself, inViewport, loading]);
  return (
    <Center ref={ref}>
      <Button variant="default" loading={loading} onClick={load}>
        {t("list.more")}
      </Button>
    </Center>
  );
}
