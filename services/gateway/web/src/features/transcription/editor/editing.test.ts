import { expect, it } from "vitest";
import { change, count, merge, placeAt, replaceAll, type Segments, split } from "./editing";

const word = (text: string, start: number, end: number) => ({ text, start, end });
const SAID: Segments = [
  {
    start: 0,
    end: 3,
    text: "In the slow walls, keep your frame.",
    words: [
      word("In", 0, 0.2),
      word("the", 0.2, 0.4),
      word("slow", 0.4, 1),
      word("walls,", 1, 1.5),
      word("keep", 1.8, 2),
      word("your", 2, 2.3),
      word("frame.", 2.3, 3),
    ],
  },
  { start: 4, end: 5, text: "Head left.", words: [word("Head", 4, 4.4), word("left.", 4.4, 5)] },
];
const texts = (segments: Segments) => segments.map(({ text }) => text);
const times = (segments: Segments, at: number) => segments[at]?.words?.map(({ start }) => start);

it("keeps the times of words that stayed", () => {
  const changed = change(SAID, 0, "In the slow waltz, keep your frame.");
  expect(times(changed, 0)).toEqual([0, 0.2, 0.4, 1, 1.8, 2, 2.3]);
  const more = change(SAID, 0, "In the slow, slow waltz, keep your frame.");
  expect(more[0]?.words).toHaveLength(8);
  expect(times(more, 0)).toEqual([...(times(more, 0) ?? [])].sort((a, b) => a - b));
});

it("splits where the cursor stands, and merges it again", () => {
  const parted = split(SAID, 0, "In the slow walls,".length);
  expect(texts(parted)).toEqual(["In the slow walls,", "keep your frame.", "Head left."]);
  expect([parted[0]?.end, parted[1]?.start]).toEqual([1.5, 1.8]);
  expect(merge(parted, 0)).toEqual(SAID);
  expect(split(SAID, 0, 0)).toBe(SAID);
  expect(merge(SAID, 1)).toBe(SAID);
});

it("finds and replaces everywhere, and takes signs for what they are", () => {
  expect(count(SAID, "L")).toBe(4);
  expect(texts(replaceAll(SAID, "walls", "waltz"))).toEqual(["In the slow waltz, keep your frame.", "Head left."]);
  expect(texts(replaceAll(SAID, "head left.", ""))).toEqual(["In the slow walls, keep your frame."]);
  expect(texts(replaceAll(SAID, "left.", "$&"))[1]).toBe("Head $&");
});

it("knows which word is said", () => {
  expect(placeAt(SAID, 1.2)).toEqual({ segment: 0, word: 3 });
  expect(placeAt(SAID, 3.5)).toEqual({ segment: -1, word: -1 });
  expect(placeAt(SAID, 4.5)).toEqual({ segment: 1, word: 1 });
  expect(placeAt(SAID, -1)).toEqual({ segment: -1, word: -1 });
});
