/** Calls that are worth waiting for: a line that dropped, a part of the platform that is away. */
import { delay, isPassing } from "@/api/patience";

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
