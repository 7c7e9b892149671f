/** What somebody would have scored otherwise: kept in this browser until it is, theirs alone, the same in all its windows. */
import { useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { Analysis, Dance, Insight, Span } from "@/api/client";
import { account } from "@/features/account/queries";
import { INSIGHT } from "@/kit/insights";
import { sameSpans } from "./spans";

export interface ReviewDraft {
  exclusions: Span[];
  /** Seconds at which bars begin, as tapped */
  taps: number[];
  dance: Dance;
  /** How deep the text goes; not in drafts from before one could choose */
  insight?: Insight;
  /** Confirmed delay of the sound in milliseconds */
  latency: number | null;
}

const asScored = ({ dance, configuration: { exclusions, latency_ms, insight } }: Analysis): ReviewDraft => ({
  exclusions: exclusions ?? [],
  taps: [],
  dance,
  insight: insight ?? INSIGHT,
  latency: latency_ms ?? null,
});

const same = (one: ReviewDraft, other: ReviewDraft) =>
  sameSpans(one.exclusions, other.exclusions) &&
  one.taps.join() === other.taps.join() &&
  one.dance === other.dance &&
  (one.insight ?? other.insight) === (other.insight ?? one.insight) &&
  one.latency === other.latency;

export function useReviewDraft(analysis: Analysis) {
  const owner = useQuery(account.owner()).data;
  const [kept, keep, forget] = useLocalStorage<ReviewDraft | undefined>({
    key: `danceai.review.${owner?.actor.user_id ?? ""}.${analysis.id}`,
    getInitialValueInEffect: false,
  });
  const scored = asScored(analysis);
  const draft = kept ?? scored;
  const change = (changes: Partial<ReviewDraft>) => {
    const next = { ...draft, ...changes };
    if (same(next, scored)) forget();
    else keep(next);
  };
  return { draft, change, forget, changed: kept !== undefined };
}
