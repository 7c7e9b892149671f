/** What can be drawn on a picture, in its pixels. */
import type { Pen } from "@/kit/tokens";

export const TOOLS = ["arrow", "line", "angle", "circle", "text"] as const;
export type Tool = (typeof TOOLS)[number];
export type Point = readonly [number, number];

export interface Shape {
  tool: Tool;
  pen: Pen;
  points: Point[];
  text?: string;
}

/** How many points a shape has when it is finished. */
export const pointsOf = (tool: Tool) => (tool === "angle" ? 3 : tool === "text" ? 1 : 2);

export const distance = ([x0, y0]: Point, [x1, y1]: Point) => Math.hypot(x1 - x0, y1 - y0);

/** Degrees between the two arms of an angle whose corner is its second point. */
export function degreesOf([one, corner, other]: readonly [Point, Point, Point]): number {
  const arm = ([x, y]: Point) => Math.atan2(y - corner[1], x - corner[0]);
  const between = Math.abs(arm(one) - arm(other));
  return (Math.min(between, 2 * Math.PI - between) * 180) / Math.PI;
}

/** The two strokes of an arrow's head, as long as `size`. */
export function headOf([from, to]: readonly [Point, Point], size: number): [Point, Point] {
  const along = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const stroke = (turn: number): Point => [
    to[0] - size * Math.cos(along + turn),
    to[1] - size * Math.sin(along + turn),
  ];
  return [stroke(0.5), stroke(-0.5)];
}

/** What was drawn and taken back. */
export interface Drawing {
  shapes: Shape[];
  undone: Shape[];
}
export const EMPTY: Drawing = { shapes: [], undone: [] };

export const added = ({ shapes }: Drawing, shape: Shape): Drawing => ({ shapes: [...shapes, shape], undone: [] });

export function undo(drawing: Drawing): Drawing {
  const last = drawing.shapes.at(-1);
  return last ? { shapes: drawing.shapes.slice(0, -1), undone: [...drawing.undone, last] } : drawing;
}

export function redo(drawing: Drawing): Drawing {
  const last = drawing.undone.at(-1);
  return last ? { shapes: [...drawing.shapes, last], undone: drawing.undone.slice(0, -1) } : drawing;
}
