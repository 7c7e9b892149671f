/** The music as somebody taps it: one press on every first beat of a bar, while the video plays. Pure. */
import type { Dance, MusicHints } from "@/api/client";

export const LEAST_TAPS = 4;
/** Seconds; two presses so near are one */
const TWICE = 0.25;

const beatsPerBar = (dance: Dance) => (dance === "waltz" || dance === "viennese_waltz" ? 3 : 4);

/** One press more, in order of time. */
export const withTap = (taps: number[], second: number): number[] =>
  taps.some((other) => Math.abs(other - second) < TWICE) ? taps : [...taps, second].sort((one, other) => one - other);

/** Beats a minute that music can have; what lies beside them was not tapped once a bar */
const TEMPI = { least: 40, most: 260 };

/** The tempo of taps in order of time, which may have missed some bars; null before there are enough, or where no music has it. */
export function hintsOf(taps: number[], dance: Dance): MusicHints | null {
  const [first, last] = [taps[0], taps.at(-1)];
  if (taps.length < LEAST_TAPS || first === undefined || last === undefined) return null;
  const gaps = taps.slice(1).map((tap, index) => tap - (taps[index] ?? tap));
  const bar = [...gaps].sort((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? 0;
  const bars = gaps.reduce((sum, gap) => sum + Math.max(1, Math.round(gap / bar)), 0);
  const tempo = Math.round((600 * beatsPerBar(dance) * bars) / (last - first)) / 10;
  return tempo < TEMPI.least || tempo > TEMPI.most ? null : { beats_per_minute: tempo, downbeat: first };
}
