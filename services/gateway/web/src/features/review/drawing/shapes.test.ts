import { expect, it } from "vitest";
import { added, degreesOf, EMPTY, redo, type Shape, undo } from "./shapes";

const shape = (x: number): Shape => ({
  tool: "line",
  pen: "yellow",
  points: [
    [0, 0],
    [x, 0],
  ],
});

it("measures the smaller angle at the corner", () => {
  expect(
    degreesOf([
      [1, 0],
      [0, 0],
      [0, 1],
    ]),
  ).toBeCloseTo(90);
  expect(
    degreesOf([
      [1, -0.1],
      [0, 0],
      [1, 0.1],
    ]),
  ).toBeCloseTo(11.42, 1);
  expect(
    degreesOf([
      [-1, -0.1],
      [0, 0],
      [-1, 0.1],
    ]),
  ).toBeCloseTo(11.42, 1);
});

it("takes back and does again, until something else is drawn", () => {
  const two = added(added(EMPTY, shape(1)), shape(2));
  const one = undo(two);
  expect(one.shapes).toEqual([shape(1)]);
  expect(redo(one)).toEqual(two);
  expect(redo(added(one, shape(3))).shapes).toEqual([shape(1), shape(3)]);
  expect(undo(undo(undo(two))).shapes).toEqual([]);
});
