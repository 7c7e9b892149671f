import { expect, it } from "vitest";
import { hintsOf } from "./useTaps";

it("knows no tempo before there are enough taps", () => {
  expect(hintsOf([1, 3, 5], 3)).toBeNull();
});

it("is the tempo of what was tapped on every one", () => {
  expect(hintsOf([1, 3, 5, 7], 3)).toEqual({ beats_per_minute: 90, downbeat: 1 });
});

it("is the same when a bar was missed", () => {
  expect(hintsOf([1, 3, 7, 9, 11, 15], 3)?.beats_per_minute).toBe(90);
});
