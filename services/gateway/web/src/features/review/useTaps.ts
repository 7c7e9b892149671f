/** The music as somebody taps it: one press on every first beat of a bar, while the video plays. */
import { type RefObject, useState } from "react";
import type { Dance, MusicHints } from "@/api/client";

export const LEAST_TAPS = 4;

export function useTaps(dance: Dance, player: RefObject<HTMLVideoElement | null>) {
  const [taps, setTaps] = useState<number[]>([]);
  const perBar = dance === "waltz" || dance === "viennese_waltz" ? 3 : 4;
  const [first, last] = [taps[0], taps[taps.length - 1]];
  const hints: MusicHints | null =
    taps.length >= LEAST_TAPS && first !== undefined && last !== undefined && last > first
      ? { beats_per_minute: Math.round((600 * perBar * (taps.length - 1)) / (last - first)) / 10, downbeat: first }
      : null;
  return {
    hints,
    count: taps.length,
    tap: () => setTaps([...taps, player.current?.currentTime ?? 0]),
    clear: () => setTaps([]),
  };
}
