import { describe, expect, it } from "vitest";
import { frameAt, middleOf, nextRate, readClock, secondOf, tickStep } from "./time";

describe("frames and seconds", () => {
  it.each([23.976, 25, 29.97, 30, 50, 59.94, 60])("name the same frame at %d a second", (fps) => {
    const film = { fps, frames: 20_000 };
    for (const frame of [0, 1, 2, 299, 300, 7_777, 19_999]) {
      expect(frameAt(middleOf(frame, film), film)).toBe(frame);
      expect(frameAt(secondOf(frame, film), film)).toBe(frame);
    }
  });

  it("stay in the film", () => {
    const film = { fps: 30, frames: 90 };
    expect(frameAt(-1, film)).toBe(0);
    expect(frameAt(99, film)).toBe(89);
  });
});

it("goes through the rates and stays at the ends", () => {
  expect(nextRate(1, true)).toBe(1.5);
  expect(nextRate(1, false)).toBe(0.75);
  expect(nextRate(2, true)).toBe(2);
  expect(nextRate(0.1, false)).toBe(0.1);
});

it("reads times as people write them, and nothing else", () => {
  expect(readClock("1:03.5")).toBe(63.5);
  expect(readClock(" 63,5 ")).toBe(63.5);
  expect(readClock("7")).toBe(7);
  for (const wrong of ["", "soon", "1:2:3", "-4", "1:"]) expect(readClock(wrong)).toBeNull();
});

it("has few ticks on an axis", () => {
  for (const seconds of [3, 9, 60, 125, 600, 3000]) {
    const count = seconds / tickStep(seconds);
    expect(count).toBeLessThanOrEqual(8);
    expect(count).toBeGreaterThan(2);
  }
});
