/** Of many rows those that are near the window: the others are but the height they would have. */
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";

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
  row: unknown;
  /** The ids of the columns that are shown */
  columns: string;
  index: number;
  many: boolean;
  measure: unknown;
  name: string | undefined;
  chosen: boolean;
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
