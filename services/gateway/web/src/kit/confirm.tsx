/** Asks before what cannot be undone, and names what will happen. */

import { createContext, type ReactNode, Suspense, useContext, useState } from "react";
import { lazily } from "@/kit/lazily";

const ConfirmWindow = lazily(() => import("./ConfirmWindow"), "ConfirmWindow");

export interface Question {
  title: string;
  /** What will be lost, or who will notice */
  consequence: string;
  /** The button's words: the deed itself, never "OK" */
  action: string;
}

type Ask = (question: Question) => Promise<boolean>;
const Asking = createContext<Ask>(async () => false);

/** `if (await confirm({ title, consequence, action })) ...` */
export const useConfirm = () => useContext(Asking);

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<{ question: Question; answer: (yes: boolean) => void } | null>(null);
  const [open, setOpen] = useState(false);
  const ask: Ask = (question) =>
    new Promise((answer) => {
      setAsked({ question, answer });
      setOpen(true);
    });
  const end = (yes: boolean) => {
    asked?.answer(yes);
    setOpen(false);
  };
  return (
    <Asking value={ask}>
      {children}
      {asked && (
        <Suspense>
          <ConfirmWindow question={asked.question} open={open} end={end} />
        </Suspense>
      )}
    </Asking>
  );
}
