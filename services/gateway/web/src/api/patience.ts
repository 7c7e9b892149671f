/** How often, and after how long, something is asked again: refusals stay refusals, what may come back is waited for. */
import { Refused } from "./client";

const TRIES = 4;
const SECOND = 1000;
const LONGEST = 10 * SECOND;

export const isPassing = (error: Error | null | undefined) => error instanceof Refused && error.passing;

/** Twice as long each time, and never before the server wants it */
export const delay = (count: number, error: Error) =>
  Math.max(Math.min(0.5 * SECOND * 2 ** count, LONGEST), error instanceof Refused ? error.after * SECOND : 0);

export const patience = {
  retry: (count: number, error: Error) => isPassing(error) && count < TRIES,
  retryDelay: delay,
  /** What has been given up for now comes back by itself. */
  refetchInterval: (query: { state: { status: string; error: Error | null } }) =>
    query.state.status === "error" && isPassing(query.state.error) ? LONGEST : false,
} as const;

/** For what nothing can be done without. */
export const endless = { retry: (_count: number, error: Error) => isPassing(error), retryDelay: delay } as const;

/** Until the time is over or the line is back, whichever is first. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      signal?.removeEventListener("abort", stop);
    };
    const done = () => {
      end();
      resolve();
    };
    const stop = () => {
      end();
      reject(signal?.reason);
    };
    const timer = setTimeout(done, milliseconds);
    window.addEventListener("online", done);
    signal?.addEventListener("abort", stop);
  });
}

/** Try again, less and less often, until it is answered. Refusals that waiting does not mend are thrown. */
export async function patiently<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let count = 0; ; count++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Error) || !isPassing(error)) throw error;
      await pause(delay(count, error), signal);
    }
  }
}
