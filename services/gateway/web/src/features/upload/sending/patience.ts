/** Calls that are worth waiting for: a line that dropped, a part of the platform that is away, a session that ended. */
import { Refused } from "@/api/client";

const PASSING = [0, 401, 429, 502, 503, 504];
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15_000;

export const isPassing = (error: unknown) => error instanceof Refused && PASSING.includes(error.status);

/** Until the time is over or the line is back, whichever is first. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      signal?.removeEventListener("abort", stop);
      resolve();
    };
    const stop = () => {
      done();
      reject(signal?.reason);
    };
    const timer = setTimeout(done, milliseconds);
    window.addEventListener("online", done);
    signal?.addEventListener("abort", stop);
  });
}

/** Try again, less and less often, until it is answered. Refusals that waiting does not mend are thrown. */
export async function patiently<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    try {
      return await call();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await pause(wait, signal);
    }
  }
}
