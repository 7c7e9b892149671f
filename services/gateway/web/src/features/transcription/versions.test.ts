import { expect, it } from "vitest";
import { differing } from "./versions";

const said = (start: number, text: string) => ({ start, end: start + 1, text, words: [] });

it("finds what was changed, moved or taken out, and says the same word twice only as often as it is there", () => {
  const now = [said(0, "Heel."), said(2, "Toe."), said(4, "And.")];
  expect(differing(now, now)).toEqual(new Set());
  expect(differing([said(0, "Heel first."), said(1, "Toe."), said(4, "And."), said(4, "And.")], now)).toEqual(
    new Set([0, 1, 3]),
  );
});
