/** Rows and columns, on a desk. */
import { Checkbox, Group, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import type { Header, ReactTable, RowData } from "@tanstack/react-table";
import { useTranslation } from "react-i18next";
import type { features } from "./columns";
import classes from "./Grid.module.css";
import { useWindowed } from "./windowed";

type Made<Row extends RowData> = ReactTable<typeof features, Row>;
const ORDER = { asc: "ascending", desc: "descending" } as const;
const SIGNS = { asc: IconArrowUp, desc: IconArrowDown };
const ROW_HEIGHT = 60;

interface Props<Row extends RowData> {
  table: Made<Row>;
  label: string;
  /** Inside of a card: without a frame of its own */
  bare?: boolean;
  /** What a row is called; given where rows can be chosen */
  nameOf?: (row: Row) => string;
}

export function Grid<Row extends RowData>({ table, label, bare, nameOf }: Props<Row>) {
  const { t } = useTranslation();
  const headers = table.getHeaderGroups().flatMap((group) => group.headers);
  const rows = table.getRowModel().rows;
  const { place, many, shown, above, below, measure } = useWindowed<HTMLTableSectionElement>(rows.length, ROW_HEIGHT);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={bare ? classes.scroll : classes.frame} tabIndex={0} aria-label={label}>
      <table
        className={classes.table}
        aria-label={label}
        aria-rowcount={many ? rows.length + 1 : undefined}
        data-still={many || undefined}
      >
        <thead>
          <tr>
            {nameOf && (
              <td className={classes.choose}>
                <Checkbox
                  aria-label={t("list.chooseAll")}
                  checked={table.getIsAllRowsSelected()}
                  indeterminate={table.getIsSomeRowsSelected()}
                  onChange={table.getToggleAllRowsSelectedHandler()}
                />
              </td>
            )}
            {headers.map((header) => (
              <Head key={header.id} table={table} header={header} />
            ))}
          </tr>
        </thead>
        <tbody ref={place}>
          <Gap height={above} />
          {shown.flatMap((index) => {
            const row = rows[index];
            if (!row) return [];
            return (
              <tr key={row.id} ref={measure} data-index={index} aria-rowindex={many ? index + 2 : undefined}>
                {nameOf && (
                  <td className={classes.choose}>
                    <Checkbox
                      aria-label={t("list.choose", { name: nameOf(row.original) })}
                      checked={row.getIsSelected()}
                      onChange={row.getToggleSelectedHandler()}
                    />
                  </td>
                )}
                {row.getVisibleCells().map((cell) => (
                  <td key={cell.id} data-align={cell.column.columnDef.meta?.align}>
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            );
          })}
          <Gap height={below} />
        </tbody>
      </table>
    </section>
  );
}

/** Where rows are that nobody sees */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className={classes.gap}>
      <td style={{ height }} />
    </tr>
  );
}

function Head<Row extends RowData>({ table, header }: { table: Made<Row>; header: Header<typeof features, Row> }) {
  const sorted = header.column.getIsSorted();
  const Sign = sorted ? SIGNS[sorted] : IconArrowsSort;
  const words = <table.FlexRender header={header} />;
  const facts = header.column.columnDef.meta;
  return (
    <th
      scope="col"
      aria-sort={sorted ? ORDER[sorted] : undefined}
      data-align={facts?.align}
      style={{ width: facts?.width }}
    >
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
