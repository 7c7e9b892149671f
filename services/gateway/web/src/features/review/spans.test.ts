import { expect, it } from "vitest";
import { between, merge, sameSpans, whyNot, withSpan } from "./spans";

const SECONDS = 20;

it("joins what meets, in order, within the video", () => {
  const spans = [
    { start: 8, end: 9 },
    { start: 2, end: 4 },
    { start: 3, end: 5 },
    { start: 5, end: 6 },
    { start: 18, end: 30 },
  ];
  expect(merge(spans, SECONDS)).toEqual([
    { start: 2, end: 6 },
    { start: 8, end: 9 },
    { start: 18, end: 20 },
  ]);
  expect(spans[1]).toEqual({ start: 2, end: 4 });
});

it("refuses the impossible with a word", () => {
  expect(whyNot({ start: 5, end: 4 }, SECONDS)).toBe("backwards");
  expect(whyNot({ start: 5, end: 5.01 }, SECONDS)).toBe("short");
  expect(whyNot({ start: 21, end: 22 }, SECONDS)).toBe("outside");
  expect(whyNot({ start: Number.NaN, end: 2 }, SECONDS)).toBe("outside");
  expect(withSpan([], { start: 0, end: 20 }, SECONDS)).toBe("everything");
  expect(withSpan([{ start: 0, end: 12 }], { start: 10, end: 20 }, SECONDS)).toBe("everything");
});

it("puts an edited span in place of the old one", () => {
  const spans = [
    { start: 1, end: 2 },
    { start: 5, end: 6 },
  ];
  expect(withSpan(spans, { start: 1, end: 5.5 }, SECONDS, 0)).toEqual([{ start: 1, end: 6 }]);
  expect(withSpan(spans, { start: 7, end: 8 }, SECONDS, 1)).toEqual([
    { start: 1, end: 2 },
    { start: 7, end: 8 },
  ]);
});

it("knows when nothing has changed", () => {
  expect(sameSpans([{ start: 1, end: 2 }], [{ start: 1, end: 2 }])).toBe(true);
  expect(sameSpans([{ start: 1, end: 2 }], [])).toBe(false);
  expect(sameSpans([{ start: 1, end: 2 }], [{ start: 1, end: 2.5 }])).toBe(false);
});

it("has a span whichever way it was dragged", () => {
  expect(between(4, 2.123)).toEqual({ start: 2.12, end: 4 });
});
