/** From values of a measurement to heights in a lane of 100, larger ones higher up. */

import type { MetricLane, SignalLane } from "../queries";
import { clamp } from "../time";

/** Room above for the lane's name, and below */
const TOP = 26;
const BOTTOM = 96;

export interface Scale {
  low: number;
  high: number;
  /** Where columns stand */
  base: number;
  y: (value: number) => number;
}

export function scaleOf({ bars, good_from, good_to }: Pick<MetricLane, "bars" | "good_from" | "good_to">): Scale {
  const values = bars.map(({ value }) => value);
  const ends = [good_from, good_to].filter((end) => end !== null);
  const widest = Math.max(...values);
  // An end that lies far beyond all that was danced would press everything flat.
  const near = ends.filter((end) => Math.abs(end) <= 2 * Math.max(Math.abs(widest), Math.abs(Math.min(...values))));
  const low = Math.min(0, ...values, ...near);
  const high = Math.max(0, ...values, ...near);
  const room = (high - low || 1) * 0.08;
  const [from, to] = [low < 0 ? low - room : low, high + room];
  const y = (value: number) => BOTTOM - clamp((value - from) / (to - from), 0, 1) * (BOTTOM - TOP);
  return { low: from, high: to, base: 0, y };
}

export const isGood = ({ good_from, good_to }: Pick<MetricLane, "good_from" | "good_to">, value: number) =>
  (good_from === null || value >= good_from) && (good_to === null || value <= good_to);

const round = (value: number) => Math.round(value * 10) / 10;

/** A signal as the path of a line, broken where nothing was seen; its own range fills the lane. */
export function trace({ step, values }: SignalLane, x: (second: number) => number): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return "";
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const y = (value: number) => BOTTOM - ((value - low) / (high - low || 1)) * (BOTTOM - TOP);
  let down = false;
  return values
    .map((value, index) => {
      const drawn = value === null ? "" : `${down ? "L" : "M"}${round(x(index * step))} ${round(y(value))}`;
      down = value !== null;
      return drawn;
    })
    .join("");
}
