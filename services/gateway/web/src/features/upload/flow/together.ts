/** Recordings that were chosen together: one form is filled in for all of them. */
import type { Draft } from "../drafts/draft";
import { changeDraft, draftOf, store } from "../drafts/store";
import { advance } from "./advance";

/** Those that go with a draft, in the order they were chosen. */
export const following = (drafts: Draft[], id: string): Draft[] =>
  drafts.filter((one) => one.like === id && !one.started).sort((one, other) => one.made - other.made);

/** What was answered for a draft counts for those that go with it; once it is started, so are they. */
export function shareAnswers(id: string) {
  const first = draftOf(id);
  if (!first) return;
  const { couple, coupleName, dance, language, insight, notes, started } = first;
  for (const { id: other, session } of following(Object.values(store.getState().drafts), id)) {
    // A session that is open stays its couple's.
    const whose = session ? {} : { couple, coupleName };
    changeDraft(other, { ...whose, dance, language, insight, notes, ...(started ? { started, like: null } : {}) });
    if (started) void advance(other);
  }
}
