/** Of many rows those that are near the window: the others are but the height they would have. */
import type { ReactTable, Row, RowData } from "@tanstack/react-table";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import type { features } from "./columns";

/** From so many rows on */
export const MANY = 200;
const AROUND = 6;

export function useWindowed<Place extends HTMLElement>(count: number, guessedHeight: number) {
  const place = useRef<Place>(null);
  const [top, setTop] = useState(0);
  const many = count > MANY;
  useLayoutEffect(() => {
    if (many && place.current) setTop(place.current.getBoundingClientRect().top + window.scrollY);
  }, [many]);
  const windowed = useWindowVirtualizer({
    count,
    enabled: many,
    estimateSize: () => guessedHeight,
    overscan: AROUND,
    scrollMargin: top,
  });
  if (!many) return { place, many, shown: [...Array(count).keys()], above: 0, below: 0, measure: undefined };
  const near = windowed.getVirtualItems();
  const [first, last] = [near.at(0), near.at(-1)];
  return {
    place,
    many,
    shown: near.map(({ index }) => index),
    above: first ? first.start - top : 0,
    below: last ? windowed.getTotalSize() - (last.end - top) : 0,
    measure: windowed.measureElement,
  };
}

/** What a row is drawn from. */
export interface Drawn {
  table: ReactTable<typeof features, RowData>;
  row: Row<typeof features, RowData>;
  /** The ids of the columns that are shown */
  columns: string;
  index: number;
  many: boolean;
  measure: ((row: Element | null) => void) | undefined;
  name: string | undefined;
  chosen: boolean;
}

type Windowed = Pick<ReturnType<typeof useWindowed>, "shown" | "many" | "measure">;

/** The rows that are drawn, of all that a table has. nameOf: what a row is called, where rows can be chosen. */
export function drawnRows<Data extends RowData>(
  table: ReactTable<typeof features, Data>,
  columns: string,
  { shown, many, measure }: Windowed,
  nameOf?: (row: Data) => string,
): Drawn[] {
  const rows = table.getRowModel().rows;
  return shown.flatMap((index) => {
    const row = rows[index];
    if (!row) return [];
    const own = {
      row: row as Row<typeof features, RowData>,
      name: nameOf?.(row.original),
      chosen: row.getIsSelected(),
    };
    return [{ table: table as ReactTable<typeof features, RowData>, columns, index, many, measure, ...own }];
  });
}

/** The table is a new one whenever anything changes: a row that stays the same is not drawn again. */
export const drawnAlike = (before: Drawn, now: Drawn) =>
  before.row === now.row &&
  before.columns === now.columns &&
  before.index === now.index &&
  before.many === now.many &&
  before.measure === now.measure &&
  before.name === now.name &&
  before.chosen === now.chosen;
