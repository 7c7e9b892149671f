/** The draft a page is about: the one its address names, else the newest that was not started, else a new one. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { account } from "@/features/account/queries";
import { type Draft, newDraft } from "./drafts/draft";
import { readDrafts, saveDraft, useDrafts } from "./drafts/store";
import { goOn } from "./flow/advance";

export interface Editing {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  /** Leave this one as it is and begin another for the same couple */
  another: () => void;
}

/** Null until what was kept has been read. */
export function useDraft(): Editing | null {
  const owner = useQuery(account.owner()).data;
  const user = owner?.actor.user_id;
  const drafts = useDrafts(user);
  const address = useSearch({ strict: false }) as { draft?: string };
  const navigate = useNavigate();
  const [fresh, setFresh] = useState<Draft | null>(null);
  useEffect(() => {
    if (user) void readDrafts().then(() => goOn(user));
  }, [user]);
  if (!drafts || !user) return null;
  const byId = (id: string | undefined) => drafts.find((one) => one.id === id);
  const open = (one: Draft | null | undefined) => (one && (one.id === address.draft || !one.started) ? one : null);
  const draft = byId(address.draft) ?? open(byId(fresh?.id) ?? fresh) ?? drafts.find(({ started }) => !started) ?? null;
  const name = (id: string) =>
    void navigate({ to: "/new", search: { draft: id } as never, replace: true, resetScroll: false });
  const begin = (like?: Draft) => {
    const one = { ...newDraft(user, like), language: like?.language ?? owner.language };
    setFresh(one);
    return one;
  };
  if (!draft) {
    begin();
    return null;
  }
  return {
    draft,
    change: (changes) => {
      saveDraft({ ...draft, ...changes });
      if (address.draft !== draft.id) name(draft.id);
    },
    another: () => name(begin(draft).id),
  };
}
