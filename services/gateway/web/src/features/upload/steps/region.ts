/** Regions of a picture in its own pixels. Pure. */
import type { Crop } from "@/api/client";

/** Smaller ones are refused by the server */
export const SMALLEST = 32;

export interface Size {
  width: number;
  height: number;
}

const between = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

/** Whole pixels that lie in the picture. */
export function bound({ x, y, width, height }: Crop, picture: Size): Crop {
  const wide = between(Math.round(width), SMALLEST, picture.width);
  const high = between(Math.round(height), SMALLEST, picture.height);
  return {
    x: between(Math.round(x), 0, picture.width - wide),
    y: between(Math.round(y), 0, picture.height - high),
    width: wide,
    height: high,
  };
}

/** The largest region of a shape around the middle of another one; all of the picture without one. */
export function shaped(crop: Crop | null, ratio: number, picture: Size): Crop {
  const { x, y, width, height } = crop ?? { x: 0, y: 0, ...picture };
  const wide = Math.min(width, height * ratio);
  const high = wide / ratio;
  return bound({ x: x + (width - wide) / 2, y: y + (height - high) / 2, width: wide, height: high }, picture);
}

const STEPS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Arrows move the region, with shift they change its size; null for other keys. `step` in pixels. */
export function byKey(
  key: string,
  shift: boolean,
  crop: Crop,
  picture: Size,
  step: number,
  ratio: number | undefined,
): Crop | null {
  const way = STEPS[key];
  if (!way) return null;
  const [across, down] = [way[0] * step, way[1] * step];
  if (!shift) return bound({ ...crop, x: crop.x + across, y: crop.y + down }, picture);
  const width = between(crop.width + across + (ratio ? down * ratio : 0), SMALLEST, picture.width - crop.x);
  if (!ratio) {
    const height = between(crop.height + down, SMALLEST, picture.height - crop.y);
    return bound({ ...crop, width, height }, picture);
  }
  const fits = Math.min(width, (picture.height - crop.y) * ratio);
  return bound({ ...crop, width: fits, height: fits / ratio }, picture);
}

/** All of the picture is no crop. */
export const orNone = (crop: Crop, picture: Size): Crop | null =>
  crop.width >= picture.width && crop.height >= picture.height ? null : crop;
