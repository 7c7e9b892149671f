/** What can be done to a transcript's text; every change gives a new list, so that it can be undone. */
import type { TranscriptSegment } from "@/api/client";

export type Segments = TranscriptSegment[];
type Word = NonNullable<TranscriptSegment["words"]>[number];

const CJK = /[\u3400-\u9fff]/;

/** Words of a text that is shown; of Chinese, characters. */
export const tokens = (text: string): string[] =>
  CJK.test(text) ? [...text].filter((one) => one.trim()) : text.split(/\s+/).filter(Boolean);

/** The same segment with another text: words that stayed keep their times, others share the time between them. */
export function retime(segment: TranscriptSegment, text: string): TranscriptSegment {
  const before = segment.words ?? [];
  const after = tokens(text);
  if (!before.length || !after.length) return { ...segment, text, words: [] };
  let first = 0;
  while (first < before.length && first < after.length && before[first]?.text === after[first]) first++;
  let last = 0;
  while (
    last < Math.min(before.length, after.length) - first &&
    before[before.length - 1 - last]?.text === after[after.length - 1 - last]
  )
    last++;
  const begin = before[first - 1]?.end ?? segment.start;
  const end = before[before.length - last]?.start ?? segment.end;
  const between = after.slice(first, after.length - last);
  const step = Math.max(end - begin, 0) / Math.max(between.length, 1);
  const spread = between.map(
    (one, at): Word => ({
      text: one,
      start: round(begin + at * step),
      end: round(begin + (at + 1) * step),
    }),
  );
  return { ...segment, text, words: [...before.slice(0, first), ...spread, ...before.slice(before.length - last)] };
}

const round = (second: number) => Math.round(second * 100) / 100;

/** Two segments of one, parted before the n-th character; the same list where one of them would be empty. */
export function split(segments: Segments, index: number, offset: number): Segments {
  const segment = segments[index];
  const head = segment?.text.slice(0, offset).trim();
  const tail = segment?.text.slice(offset).trim();
  if (!segment || !head || !tail) return segments;
  const words = segment.words ?? [];
  const count = tokens(head).length;
  const share = head.length / (head.length + tail.length);
  const moment = words[count]?.start ?? round(segment.start + share * (segment.end - segment.start));
  const one = { ...segment, text: head, end: words[count - 1]?.end ?? moment, words: words.slice(0, count) };
  const other = { ...segment, text: tail, start: moment, words: words.slice(count) };
  return segments.toSpliced(index, 1, one, other);
}

/** One segment of two neighbours. */
export function merge(segments: Segments, index: number): Segments {
  const [one, other] = [segments[index], segments[index + 1]];
  if (!one || !other) return segments;
  const space = CJK.test(one.text) ? "" : " ";
  const known = one.words?.length && other.words?.length;
  const words = known ? [...(one.words ?? []), ...(other.words ?? [])] : [];
  return segments.toSpliced(index, 2, { ...one, end: other.end, text: `${one.text}${space}${other.text}`, words });
}

export const change = (segments: Segments, index: number, text: string): Segments =>
  segments.map((segment, at) => (at === index ? retime(segment, text) : segment));

/** Where a word stands, in capitals or not. */
const pattern = (find: string) => new RegExp(find.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "giu");

export const count = (segments: Segments, find: string): number =>
  find ? segments.reduce((sum, { text }) => sum + (text.match(pattern(find))?.length ?? 0), 0) : 0;

/** Every place at once; a segment of which nothing is left goes. */
export function replaceAll(segments: Segments, find: string, by: string): Segments {
  if (!find) return segments;
  return segments.flatMap((segment) => {
    const text = segment.text.replace(pattern(find), () => by).trim();
    if (text === segment.text) return [segment];
    return text ? [retime(segment, text)] : [];
  });
}

/** The segment, and the word in it, at a moment; -1 where nothing is said. */
export function placeAt(segments: Segments, second: number): { segment: number; word: number } {
  let [low, high] = [0, segments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.start ?? 0) <= second) low = middle + 1;
    else high = middle;
  }
  const segment = low - 1;
  const found = segments[segment];
  if (!found || second > found.end) return { segment: -1, word: -1 };
  const word = (found.words ?? []).findLastIndex(({ start }) => start <= second);
  return { segment, word };
}
