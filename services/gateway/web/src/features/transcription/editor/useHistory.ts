/** A value that can be taken back, and brought back. */
import { useState } from "react";

const MOST = 200;

export function useHistory<Value>(first: Value) {
  const [states, setStates] = useState({ past: [] as Value[], now: first, coming: [] as Value[] });
  return {
    now: states.now,
    changed: states.past.length > 0,
    set: (next: Value) =>
      setStates(({ past, now, coming }) =>
        next === now ? { past, now, coming } : { past: [...past.slice(-MOST), now], now: next, coming: [] },
      ),
    undo: states.past.length
      ? () =>
          setStates(({ past, now, coming }) => ({
            past: past.slice(0, -1),
            now: past.at(-1) as Value,
            coming: [now, ...coming],
          }))
      : undefined,
    redo: states.coming.length
      ? () =>
          setStates(({ past, now, coming }) => ({
            past: [...past, now],
            now: coming[0] as Value,
            coming: coming.slice(1),
          }))
      : undefined,
  };
}
