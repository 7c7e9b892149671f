/** Rows and columns, on a desk. */
import { Group, UnstyledButton } from "@mantine/core";
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
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={bare ? classes.scroll : classes.frame} tabIndex={0} aria-label={label}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {headers.map((header) => (
              <Head key={header.id} table={table} header={header} />
            ))}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {row.getVisibleCells().map((cell) => (
                <td key={cell.id} data-align={cell.column.columnDef.meta?.align}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Head<Row extends RowData>({ table, header }: { table: Made<Row>; header: Header<typeof features, Row> }) {
  const sorted = header.column.getIsSorted();
  const Sign = sorted ? SIGNS[sorted] : IconArrowsSort;
  const words = <table.FlexRender header={header} />;
  return (
    <th scope="col" aria-sort={sorted ? ORDER[sorted] : undefined} data-align={header.column.columnDef.meta?.align}>
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
    </th>
  );
}
