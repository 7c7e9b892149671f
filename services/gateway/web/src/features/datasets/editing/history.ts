/** What was done to a frame, taken back and done again. */
import { type Command, done } from "./commands";
import { alike, type Couple } from "./couple";

export interface History {
  past: readonly Couple[];
  now: Couple;
  coming: readonly Couple[];
  /** What the last step was a part of: small steps of one joint by the keyboard are taken back together */
  run: string | null;
}

const MOST = 500;

export const begun = (couple: Couple): History => ({ past: [], now: couple, coming: [], run: null });

/** What changes nothing is no step. run: see above. */
export function stepped(history: History, command: Command, run: string | null = null): History {
  const now = done(history.now, command);
  if (alike(now, history.now)) return history;
  const goesOn = run !== null && run === history.run && history.coming.length === 0;
  return { past: goesOn ? history.past : [...history.past.slice(-MOST), history.now], now, coming: [], run };
}

export function undone(history: History): History {
  const before = history.past.at(-1);
  if (!before) return history;
  return { past: history.past.slice(0, -1), now: before, coming: [history.now, ...history.coming], run: null };
}

export function redone(history: History): History {
  const [next, ...coming] = history.coming;
  if (!next) return history;
  return { past: [...history.past, history.now], now: next, coming, run: null };
}
