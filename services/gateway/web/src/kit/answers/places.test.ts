import { expect, it } from "vitest";
import { pieces } from "./places";

it("finds places in the video and leaves all other numbers alone", () => {
  const text = "Look at 1:03.5 and 0:07,2; a ratio of 12:3 and 10:61 are none, 2:00 is.";
  const found = pieces(text);
  expect(found.map((piece) => piece.text).join("")).toBe(text);
  expect(found.filter((piece) => piece.second !== undefined).map((piece) => piece.second)).toEqual([63.5, 7.2, 120]);
  expect(pieces("")).toEqual([]);
});
