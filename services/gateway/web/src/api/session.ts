/** Whether this browser's session still holds. Calls that meet its end wait here until somebody has signed in again. */

type Answer = (again: boolean) => void;

let over = false;
const waiting = new Set<Answer>();
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

export const session = {
  over: () => over,

  /** For `useSyncExternalStore` */
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  /** Somebody has to sign in before anything else can be done. */
  end(): void {
    over = true;
    tell();
  },

  /** The same; true once the one it belonged to is back, false when nobody will be. */
  renewed(): Promise<boolean> {
    const answer = new Promise<boolean>((resolve) => waiting.add(resolve));
    session.end();
    return answer;
  },

  /** At once where it holds; else as `renewed`, but it is not this that asks for a sign-in */
  back(): Promise<boolean> {
    return over ? session.renewed() : Promise.resolve(true);
  },

  /** Signed in again: what waits goes on. Or left for good: it does not. */
  settle(again: boolean): void {
    over = false;
    for (const answer of waiting) answer(again);
    waiting.clear();
    tell();
  },
};

/** Tabs of one browser share its session: what happens in one is heard in the others. */
const tabs = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("danceai-session");

/** Somebody has signed in or out here; or a page has just been opened with a session that holds. */
export const tellTabs = (what: "changed" | "opened" = "changed") => tabs?.postMessage(what);

/** A page that is opened tells those something that wait for a session: a provider's sign-in ends with one. */
export function hearTabs(hear: () => void): () => void {
  const heard = ({ data }: MessageEvent) => (data === "changed" || over) && hear();
  tabs?.addEventListener("message", heard);
  return () => tabs?.removeEventListener("message", heard);
}
