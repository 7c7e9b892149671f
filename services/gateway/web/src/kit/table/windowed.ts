/** Of many rows those that are near the window: the others are but the height they would have. */
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";

/** From so many rows on */
export const MANY = 200;
const AROUND = 12;

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
