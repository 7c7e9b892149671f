/** Rows and columns, on a desk. */
import { Group, ScrollArea, Table, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import type { Header, ReactTable, RowData } from "@tanstack/react-table";
import type { features } from "./columns";
import classes from "./Grid.module.css";

type Made<Row extends RowData> = ReactTable<typeof features, Row>;
const ORDER = { asc: "ascending", desc: "descending" } as const;
const SIGNS = { asc: IconArrowUp, desc: IconArrowDown };

interface Props<Row extends RowData> {
  table: Made<Row>;
  label: string;
  /** Inside of a card: without a frame of its own */
  bare?: boolean;
}

export function Grid<Row extends RowData>({ table, label, bare }: Props<Row>) {
  const headers = table.getHeaderGroups().flatMap((group) => group.headers);
  return (
    <ScrollArea
      type="auto"
      className={bare ? undefined : classes.frame}
      viewportProps={{ tabIndex: 0, role: "group", "aria-label": label }}
    >
      <Table highlightOnHover aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {headers.map((header) => (
              <Head key={header.id} table={table} header={header} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {table.getRowModel().rows.map((row) => (
            <Table.Tr key={row.id}>
              {row.getVisibleCells().map((cell) => (
                <Table.Td key={cell.id} ta={cell.column.columnDef.meta?.align} maw="24rem">
                  <table.FlexRender cell={cell} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

function Head<Row extends RowData>({ table, header }: { table: Made<Row>; header: Header<typeof features, Row> }) {
  const sorted = header.column.getIsSorted();
  const Sign = sorted ? SIGNS[sorted] : IconArrowsSort;
  const words = <table.FlexRender header={header} />;
  return (
    <Table.Th aria-sort={sorted ? ORDER[sorted] : undefined} ta={header.column.columnDef.meta?.align}>
      {header.column.getCanSort() ? (
        <UnstyledButton className={classes.head} onClick={header.column.getToggleSortingHandler()}>
          <Group component="span" gap={4} wrap="nowrap" display="inline-flex">
            {words}
            <Sign size={14} opacity={sorted ? 1 : 0.4} aria-hidden />
          </Group>
        </UnstyledButton>
      ) : (
        words
      )}
    </Table.Th>
  );
}
