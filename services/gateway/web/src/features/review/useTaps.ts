/** The music as somebody taps it: one press on every first beat of a bar, while the video plays. */
import { useState } from "react";
import type { Dance, MusicHints } from "@/api/client";

export const LEAST_TAPS = 4;
/** Seconds; two presses so near are one */
const TWICE = 0.25;

export const beatsPerBar = (dance: Dance) => (dance === "waltz" || dance === "viennese_waltz" ? 3 : 4);

/** The tempo of taps in order of time, which may have missed some bars; null before there are enough. */
export function hintsOf(taps: number[], perBar: number): MusicHints | null {
  const [first, last] = [taps[0], taps.at(-1)];
  if (taps.length < LEAST_TAPS || first === undefined || last === undefined) return null;
  const gaps = taps.slice(1).map((tap, index) => tap - (taps[index] ?? tap));
  const bar = [...gaps].sort((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? 0;
  const bars = gaps.reduce((sum, gap) => sum + Math.max(1, Math.round(gap / bar)), 0);
  return { beats_per_minute: Math.round((600 * perBar * bars) / (last - first)) / 10, downbeat: first };
}

export function useTaps(dance: Dance) {
  const [taps, setTaps] = useState<number[]>([]);
  return {
    taps,
    hints: hintsOf(taps, beatsPerBar(dance)),
    tap: (second: number) =>
      setTaps((old) =>
        old.some((other) => Math.abs(other - second) < TWICE)
          ? old
          : [...old, second].sort((one, other) => one - other),
      ),
    undo: () => setTaps((old) => old.slice(0, -1)),
    clear: () => setTaps([]),
  };
}
