/** Which part of a picture is in view, in its pixels: it is zoomed at a place, and moved, and never leaves the picture. */
import type { Couple, Point } from "./couple";

export const CLOSEST = 12;

export interface Size {
  width: number;
  height: number;
}
export interface View {
  /** 1 = the whole picture */
  scale: number;
  /** What lies in the corner on the upper left */
  x: number;
  y: number;
}
export const WHOLE: View = { scale: 1, x: 0, y: 0 };

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

function within({ scale, x, y }: View, { width, height }: Size): View {
  return { scale, x: clamp(x, 0, width - width / scale), y: clamp(y, 0, height - height / scale) };
}

/** The place `at`, of the picture, stays where it is on the screen. */
export function zoomed(view: View, scale: number, at: Point, size: Size): View {
  const next = clamp(scale, 1, CLOSEST);
  const kept = view.scale / next;
  return within({ scale: next, x: at.x - (at.x - view.x) * kept, y: at.y - (at.y - view.y) * kept }, size);
}

/** Around both dancers, of their extent; and nearer than this a whole couple is not looked at */
const MARGIN = 0.12;
const FITTED = 6;

/** Both dancers, with some room around them; the whole picture where nobody is. */
export function fitted(couple: Couple, size: Size): View {
  const there = couple.flat().filter(({ seen }) => seen);
  if (!there.length) return WHOLE;
  const [xs, ys] = [there.map(({ x }) => x), there.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = 2 * MARGIN * Math.max(right - left, bottom - top, 1);
  const scale = clamp(Math.min(size.width / (right - left + room), size.height / (bottom - top + room)), 1, FITTED);
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  return within({ scale, x: middle.x - size.width / scale / 2, y: middle.y - size.height / scale / 2 }, size);
}

/** What two fingers do: the place that was between them stays there, wherever they go and however far apart. */
export function pinched(scale: number, place: Point, share: Point, size: Size): View {
  const next = clamp(scale, 1, CLOSEST);
  const corner = { x: place.x - (share.x * size.width) / next, y: place.y - (share.y * size.height) / next };
  return within({ scale: next, ...corner }, size);
}

/** by: pixels of the picture by which it follows the hand. */
export const moved = (view: View, by: Point, size: Size): View =>
  within({ ...view, x: view.x - by.x, y: view.y - by.y }, size);

/** Where of the picture something lies that is at a share of 0 to 1 of what is in view. */
export const placeOf = ({ scale, x, y }: View, share: Point, { width, height }: Size): Point => ({
  x: x + (share.x * width) / scale,
  y: y + (share.y * height) / scale,
});

/** A place that somebody goes to by keys is brought into view. */
export function showing(view: View, at: Point, size: Size): View {
  const [wide, high] = [size.width / view.scale, size.height / view.scale];
  const inside = at.x >= view.x && at.x <= view.x + wide && at.y >= view.y && at.y <= view.y + high;
  return inside ? view : within({ ...view, x: at.x - wide / 2, y: at.y - high / 2 }, size);
}

export const inside = ({ x, y }: Point, { width, height }: Size): Point => ({
  x: clamp(x, 0, width),
  y: clamp(y, 0, height),
});
