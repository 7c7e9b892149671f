import { expect, it } from "vitest";
import { hintsOf } from "./taps";

it("knows no tempo before there are enough taps", () => {
  expect(hintsOf([1, 3, 5], "waltz")).toBeNull();
});

it("is the tempo of what was tapped on every one", () => {
  expect(hintsOf([1, 3, 5, 7], "waltz")).toEqual({ beats_per_minute: 90, downbeat: 1 });
});

it("is none where nobody can have tapped once a bar", () => {
  expect(hintsOf([1, 1.5, 2, 2.5], "tango")).toBeNull();
});

it("is the same when a bar was missed", () => {
  expect(hintsOf([1, 3, 7, 9, 11, 15], "waltz")?.beats_per_minute).toBe(90);
});
