import { expect, it } from "vitest";
import { bound, byKey, orNone, shaped } from "./region";

const PICTURE = { width: 1920, height: 1080 };
const CROP = { x: 100, y: 100, width: 800, height: 600 };

it("stays in the picture, in whole pixels, and is never too small", () => {
  expect(bound({ x: -5, y: 1000.4, width: 300.6, height: 200 }, PICTURE)).toEqual({
    x: 0,
    y: 880,
    width: 301,
    height: 200,
  });
  expect(bound({ x: 0, y: 0, width: 1, height: 9999 }, PICTURE)).toEqual({ x: 0, y: 0, width: 32, height: 1080 });
});

it("is moved by arrows and resized with shift", () => {
  expect(byKey("ArrowRight", false, CROP, PICTURE, 10, undefined)).toEqual({ ...CROP, x: 110 });
  expect(byKey("ArrowUp", false, { ...CROP, y: 3 }, PICTURE, 10, undefined)).toEqual({ ...CROP, y: 0 });
  expect(byKey("ArrowDown", true, CROP, PICTURE, 10, undefined)).toEqual({ ...CROP, height: 610 });
  expect(byKey("ArrowRight", true, { ...CROP, x: 1120 }, PICTURE, 10, undefined)).toEqual({ ...CROP, x: 1120 });
  expect(byKey("a", false, CROP, PICTURE, 10, undefined)).toBeNull();
});

it("keeps a locked shape", () => {
  const square = shaped(CROP, 1, PICTURE);
  expect(square).toEqual({ x: 200, y: 100, width: 600, height: 600 });
  expect(byKey("ArrowRight", true, square, PICTURE, 10, 1)).toEqual({ ...square, width: 610, height: 610 });
  const low = { x: 0, y: 900, width: 180, height: 180 };
  expect(byKey("ArrowRight", true, low, PICTURE, 10, 1)).toEqual(low);
});

it("is none when it is all of the picture", () => {
  expect(orNone({ x: 0, y: 0, ...PICTURE }, PICTURE)).toBeNull();
  expect(orNone(CROP, PICTURE)).toEqual(CROP);
});
