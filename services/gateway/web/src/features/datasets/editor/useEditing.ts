/** What is done to a frame and not yet kept, and how it is kept without writing over what others have saved. */
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type DatasetFrame, type FrameState, Refused, type Unusable } from "@/api/client";
import { useToast } from "@/kit/toast";
import type { Command } from "../editing/commands";
import { alike, coupleOf, peopleOf } from "../editing/couple";
import { begun, redone, stepped, undone } from "../editing/history";
import { asSaved, saveFrame } from "../queries";

type Said = { state: FrameState; reason: Unusable | null };

export function useEditing(frame: DatasetFrame) {
  const { t: common } = useTranslation();
  const toast = useToast();
  const [base, setBase] = useState(frame);
  const [history, setHistory] = useState(() => begun(coupleOf(frame.people)));
  const [conflict, setConflict] = useState<{ theirs: DatasetFrame; said: Said } | null>(null);
  const save = useMutation(saveFrame);
  const couple = history.now;
  const changed = !alike(couple, coupleOf(base.people));
  const unsaved = useRef(changed);
  unsaved.current = changed;

  // Somebody else has saved it while nothing was done here.
  useEffect(() => {
    if (frame.version <= base.version || unsaved.current) return;
    setBase(frame);
    setHistory(begun(coupleOf(frame.people)));
  }, [frame, base.version]);

  const send = async (said: Said, version: number): Promise<boolean> => {
    try {
      const saved = await save.mutateAsync({ id: frame.id, version, people: peopleOf(couple), ...said });
      setBase(saved);
      setConflict(null);
      unsaved.current = false;
      return true;
    } catch (error) {
      if (error instanceof Refused && error.code === "frame_changed")
        await asSaved(frame.id).then((theirs) => setConflict({ theirs, said }), toast.failed);
      else toast.failed(error as Error);
      return false;
    }
  };
  return {
    /** As it was last saved */
    base,
    couple,
    changed,
    unsaved,
    saving: save.isPending,
    conflict: conflict && {
      theirs: conflict.theirs,
      keepMine: () => void send(conflict.said, conflict.theirs.version),
      /** One's own stays behind an undo. */
      keepTheirs: () => {
        setBase(conflict.theirs);
        setHistory((old) => stepped(old, { does: "take", couple: coupleOf(conflict.theirs.people) }));
        setConflict(null);
      },
      later: () => setConflict(null),
    },
    act: (command: Command, run?: string) => setHistory((old) => stepped(old, command, run)),
    undo: history.past.length > 0 ? () => setHistory(undone) : undefined,
    redo: history.coming.length > 0 ? () => setHistory(redone) : undefined,
    keep: async () => {
      const kept = await send({ state: base.state, reason: base.reason }, base.version);
      if (kept) toast.done(common("saved"));
      return kept;
    },
    say: (state: FrameState, reason: Unusable | null = null) => send({ state, reason }, base.version),
  };
}

export type Editing = ReturnType<typeof useEditing>;
