/** Thousands of frames, of which those near the window are drawn; arrows go from one to the next. */
import { useElementSize } from "@mantine/hooks";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import type { DatasetFrame } from "@/api/client";
import classes from "./grid.module.css";
import { Tile } from "./Tile";

const NARROWEST = 220;
/** Below a picture: its facts, and the room to the next */
const FOOT = 40;
const AROUND = 3;
const GAP = 12;
/** Of every tile, whatever its picture's is: rows are alike */
const RATIO = 9 / 16;

interface Props {
  frames: DatasetFrame[];
  /** Who else is at which of them, by its id */
  holders: Map<string, string>;
  search: Record<string, unknown>;
  /** Where more are to come: what brings them */
  more: (() => void) | undefined;
  keys: Record<string, (frame: DatasetFrame) => void>;
}

export function TileGrid({ frames, holders, search, more, keys }: Props) {
  const { t } = useTranslation("datasets");
  const { ref, width } = useElementSize();
  const place = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [current, setCurrent] = useState(0);
  const wanted = useRef<number | null>(null);
  const columns = Math.max(width < 500 ? 2 : 1, Math.floor((width + GAP) / (NARROWEST + GAP)));
  const tall = ((width - GAP * (columns - 1)) / columns) * RATIO + FOOT;
  const rows = Math.ceil(frames.length / columns);
  useLayoutEffect(() => {
    if (place.current && width) setTop(place.current.getBoundingClientRect().top + window.scrollY);
  }, [width]);
  const windowed = useWindowVirtualizer({
    count: rows,
    estimateSize: () => tall,
    overscan: AROUND,
    scrollMargin: top,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was measured counts no longer at another width
  useLayoutEffect(() => windowed.measure(), [tall]);
  const near = windowed.getVirtualItems();
  const last = near.at(-1)?.index ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what loads is made anew with every page
  useEffect(() => {
    if (more && last >= rows - 2 * AROUND) more();
  }, [last, rows, more !== undefined]);
  // What the arrows go to may be drawn only when it has been scrolled to.
  useEffect(() => {
    if (wanted.current === null) return;
    const tile = place.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
    if (!tile) return;
    wanted.current = null;
    tile.focus({ preventScroll: true });
  });
  const go = (index: number) => {
    const next = Math.min(Math.max(index, 0), frames.length - 1);
    wanted.current = next;
    windowed.scrollToIndex(Math.floor(next / columns));
    setCurrent(next);
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -columns,
      ArrowDown: columns,
      Home: -frames.length,
      End: frames.length,
    };
    const step = steps[event.key];
    const frame = frames[current];
    const act = keys[event.key.toLowerCase()];
    if (step !== undefined) go(current + step);
    else if (act && frame) act(frame);
    else return;
    event.preventDefault();
  };
  const take = useCallback((index: number) => setCurrent(index), []);
  const shown = Math.min(current, frames.length - 1);
  return (
    <section ref={ref} aria-label={t("frames")} onKeyDown={press}>
      <div ref={place} className={classes.rows} style={{ height: windowed.getTotalSize() }}>
        {width > 0 &&
          near.map((row) => (
            <ul
              key={row.key}
              className={classes.row}
              style={{ transform: `translateY(${row.start - top}px)`, "--columns": columns } as CSSProperties}
            >
              {frames.slice(row.index * columns, (row.index + 1) * columns).map((frame, at) => {
                const index = row.index * columns + at;
                return (
                  <Tile
                    key={frame.id}
                    frame={frame}
                    holder={holders.get(frame.id)}
                    index={index}
                    current={index === shown}
                    search={search}
                    take={take}
                  />
                );
              })}
            </ul>
          ))}
      </div>
    </section>
  );
}
