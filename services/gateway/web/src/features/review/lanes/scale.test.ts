import { expect, it } from "vitest";
import { isGood, scaleOf, trace } from "./scale";

const bar = (value: number) => ({ start: 0, end: 1, value });

it("has larger values higher up, and room for the band that is near", () => {
  const { y } = scaleOf({ bars: [bar(2), bar(8)], good_from: 4, good_to: 1000 });
  expect(y(8)).toBeLessThan(y(2));
  expect(y(4)).toBeLessThan(y(2));
  expect(y(8)).toBeLessThan(60);
});

it("tells what is good where one end is open", () => {
  expect(isGood({ good_from: 4, good_to: null }, 90)).toBe(true);
  expect(isGood({ good_from: null, good_to: 4 }, 4.1)).toBe(false);
});

it("breaks a curve where nothing was seen", () => {
  const path = trace({ metric: "sway", step: 1, values: [1, 2, null, 3] }, (second) => second);
  expect(path.match(/M/g)).toHaveLength(2);
  expect(trace({ metric: "sway", step: 1, values: [null, null] }, (second) => second)).toBe("");
});
