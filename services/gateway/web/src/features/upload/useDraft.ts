/** The draft a page is about: the one its address names, else the newest that was not started, else a new one. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Dance } from "@/api/client";
import { account } from "@/features/account/queries";
import { DANCES } from "@/kit/dances";
import { type Draft, newDraft } from "./drafts/draft";
import { draftOf, readDrafts, saveDraft, useDrafts } from "./drafts/store";
import { goOn } from "./flow/advance";
import { shareAnswers } from "./flow/together";

export interface Editing {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  /** The step that is open, and another one: the browser's "back" leads from one to the one before */
  step: number;
  go: (step: number) => void;
  /** Leave this one as it is and begin another for the same couple */
  another: () => void;
}

interface Address {
  draft?: string;
  step?: number;
  /** Whose recording it shall be, and of which dance; for one that is begun elsewhere */
  couple?: string;
  dance?: string;
}

/** Null until what was kept has been read. */
export function useDraft(): Editing | null {
  const owner = useQuery(account.owner()).data;
  const user = owner?.actor.user_id;
  const drafts = useDrafts(user);
  const address = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const [fresh, setFresh] = useState<Draft | null>(null);
  useEffect(() => {
    if (user) void readDrafts().then(() => goOn(user));
  }, [user]);
  if (!drafts || !user) return null;
  const { couple } = address;
  const dance = DANCES.find((one) => one === address.dance);
  const draft = byAddress(address, drafts) ?? open(fresh, drafts, couple, dance) ?? newest(drafts, couple, dance);
  const name = (id: string, step: number, replace = true) =>
    navigate({ to: "/new", search: { draft: id, step } as never, replace, resetScroll: false });
  const begin = (like: Parameters<typeof newDraft>[1]) => {
    const one = newDraft(user, { ...like, language: like?.language ?? owner.language });
    setFresh(one);
    return one;
  };
  if (!draft) {
    begin({ ...(couple ? { couple } : {}), ...(dance ? { dance } : {}) });
    return null;
  }
  const named = address.draft === draft.id;
  const step = (named ? address.step : undefined) ?? draft.step;
  const change = (changes: Partial<Draft>) => {
    // Its recordings may have gone on since the page was drawn; one that is changed goes its own way.
    saveDraft({ ...(draftOf(draft.id) ?? draft), like: null, ...changes });
    shareAnswers(draft.id);
    if (!named) void name(draft.id, step);
  };
  return {
    draft,
    change,
    step,
    go: (to) => {
      saveDraft({ ...(draftOf(draft.id) ?? draft), step: to });
      void name(draft.id, step).then(() => name(draft.id, to, false));
    },
    another: () => void name(begin(draft).id, 0),
  };
}

const byAddress = ({ draft }: Address, drafts: Draft[]) => drafts.find(({ id }) => id === draft);

const fits = (draft: Draft, couple?: string, dance?: Dance) =>
  !draft.started && (!couple || draft.couple === couple) && (!dance || draft.dance === dance);

function open(fresh: Draft | null, drafts: Draft[], couple?: string, dance?: Dance): Draft | undefined {
  const kept = drafts.find(({ id }) => id === fresh?.id) ?? fresh;
  return kept && fits(kept, couple, dance) ? kept : undefined;
}

/** Those that go with another one are opened when they are asked for. */
function newest(drafts: Draft[], couple?: string, dance?: Dance): Draft | undefined {
  const goesAlone = ({ like }: Draft) => !drafts.some(({ id }) => id === like);
  return drafts.find((one) => goesAlone(one) && fits(one, couple, dance));
}
