/** Frames are confirmed as they are or thrown out, and the last such words taken back one by one. */
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DatasetFrame, FrameState, Unusable } from "@/api/client";
import { useToast } from "@/kit/toast";
import { asSaved, saveFrame } from "../queries";

type Said = Pick<DatasetFrame, "state" | "reason">;

export function useMarks() {
  const { t } = useTranslation("datasets");
  const toast = useToast();
  const past = useRef<({ id: string } & Said)[]>([]);
  const [count, setCount] = useState(0);
  const save = useMutation({ ...saveFrame, onError: toast.failed });
  const say = (frame: DatasetFrame, state: FrameState, reason: Unusable | null) => {
    if (frame.state === state && frame.reason === reason) return;
    const { id, version, people } = frame;
    save.mutate(
      { id, version, people, state, reason },
      {
        onSuccess: () => {
          past.current.push({ id, state: frame.state, reason: frame.reason });
          setCount(past.current.length);
        },
      },
    );
  };
  const undo = async () => {
    const last = past.current.pop();
    setCount(past.current.length);
    if (!last) return;
    try {
      const { version, people } = await asSaved(last.id);
      await save.mutateAsync({ ...last, version, people });
      toast.done(t("takenBack"));
    } catch (error) {
      toast.failed(error as Error);
    }
  };
  return {
    confirm: (frame: DatasetFrame) => say(frame, "confirmed", null),
    throwOut: (frame: DatasetFrame, reason: Unusable) => say(frame, "unusable", reason),
    undo: count > 0 ? () => void undo() : undefined,
  };
}
