/** Frames and seconds: frame n of a film is the moment n / fps and is seen until the next one begins. */

export interface Rate {
  fps: number;
  frames: number;
}

export const lengthOf = ({ fps, frames }: Rate) => frames / fps;

export const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

/** The frame that is seen at a second. A moment computed from a frame may lie a hair before it. */
export const frameAt = (second: number, { fps, frames }: Rate) =>
  clamp(Math.floor(second * fps + 1e-3), 0, Math.max(frames - 1, 0));

/** Where a player is sent to show a frame: its middle, so that no rounding of the decoder reaches a neighbour. */
export const middleOf = (frame: number, { fps }: Rate) => (frame + 0.5) / fps;

export const secondOf = (frame: number, { fps }: Rate) => frame / fps;

export const RATES = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2] as const;

/** The next rate up or down; the ends stay. */
export function nextRate(rate: number, up: boolean): number {
  const faster = RATES.find((one) => one > rate + 1e-6);
  const slower = RATES.findLast((one) => one < rate - 1e-6);
  return (up ? faster : slower) ?? rate;
}

/** A round distance between ticks, seconds, so that at most `most` stand on an axis. */
export function tickStep(seconds: number, most = 8): number {
  const steps = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800];
  return steps.find((step) => seconds / step <= most) ?? 3600;
}

/** Seconds of "1:03.5", "63.5" or "63,5"; null where it is no time. */
export function readClock(typed: string): number | null {
  const found = typed.trim().match(/^(?:(\d+):)?(\d+(?:[.,]\d+)?)$/);
  if (!found) return null;
  return Number(found[1] ?? 0) * 60 + Number((found[2] ?? "").replace(",", "."));
}
