/** Rows and columns, on a desk. */
import { Checkbox, Group, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import type { Header, ReactTable, RowData } from "@tanstack/react-table";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { features } from "./columns";
import classes from "./Grid.module.css";
import { type Drawn, drawnAlike, drawnRows, useWindowed } from "./windowed";

type Made<Data extends RowData> = ReactTable<typeof features, Data>;
const ORDER = { asc: "ascending", desc: "descending" } as const;
const SIGNS = { asc: IconArrowUp, desc: IconArrowDown };
const ROW_HEIGHT = 60;

interface Props<Data extends RowData> {
  table: Made<Data>;
  label: string;
  /** Inside of a card: without a frame of its own */
  bare?: boolean;
  /** What a row is called; given where rows can be chosen */
  nameOf?: (row: Data) => string;
}

export function Grid<Data extends RowData>({ table, label, bare, nameOf }: Props<Data>) {
  const { t } = useTranslation();
  const headers = table.getHeaderGroups().flatMap((group) => group.headers);
  const rows = table.getRowModel().rows;
  const columns = headers.map((header) => header.id).join();
  const windowed = useWindowed<HTMLTableSectionElement>(rows.length, ROW_HEIGHT);
  const { place, many, above, below } = windowed;
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
          {drawnRows(table, columns, windowed, nameOf).map((one) => (
            <OneRow key={one.row.id} {...one} />
          ))}
          <Gap height={below} />
        </tbody>
      </table>
    </section>
  );
}

const OneRow = memo(function OneRow({ table, row, index, many, measure, name, chosen }: Drawn) {
  const { t } = useTranslation();
  return (
    <tr ref={measure} data-index={index} aria-rowindex={many ? index + 2 : undefined}>
      {name !== undefined && (
        <td className={classes.choose}>
          <Checkbox
            aria-label={t("list.choose", { name })}
            translate="no"
            checked={chosen}
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
}, drawnAlike);

/** Where rows are that nobody sees */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className={classes.gap}>
      <td style={{ height }} />
    </tr>
  );
}

function Head<Data extends RowData>({ table, header }: { table: Made<Data>; header: Header<typeof features, Data> }) {
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
