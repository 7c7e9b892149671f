/** What of a version is not in the one that counts. */
import type { TranscriptSegment } from "@/api/client";

const keyOf = ({ start, end, text }: TranscriptSegment) => `${start} ${end} ${text}`;

/** Places of the passages that the other list does not have at the same time in the same words. */
export function differing(old: TranscriptSegment[], now: TranscriptSegment[]): Set<number> {
  const known = new Map<string, number>();
  for (const segment of now) known.set(keyOf(segment), (known.get(keyOf(segment)) ?? 0) + 1);
  const found = new Set<number>();
  old.forEach((segment, index) => {
    const left = known.get(keyOf(segment)) ?? 0;
    if (left) known.set(keyOf(segment), left - 1);
    else found.add(index);
  });
  return found;
}
