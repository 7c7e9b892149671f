/** Live data: one stream of server-sent events about one thing, a snapshot first, until it ends. */
import { useEffect, useRef, useState } from "react";
import { session } from "./session";

export type LiveKind =
  | "analysis"
  | "chat"
  | "dataset"
  | "session"
  | "thread"
  | "training_run"
  | "transcription"
  | "work";

export interface LiveEvent<Told> {
  name: "snapshot" | "progress" | "end";
  id: string;
  told: Told;
}

/** Where there is but one of a kind, it has no id. */
const address = (kind: LiveKind, id: string) => (id ? `/v1/live/${kind}/${id}` : `/v1/live/${kind}`);

const SECOND = 1000;
const LONGEST = 60 * SECOND;

/**
 * Follow a thing. The browser connects again by itself when the line drops, with the id of the last event; but a
 * refusal (nobody is signed in, a part is away) ends its stream, and it is opened anew here, ever later.
 * Where there is but one of a kind it has no id. Returns how to stop.
 */
export function follow<Told>(kind: LiveKind, id: string, hear: (event: LiveEvent<Told>) => void): () => void {
  let stream: EventSource;
  let wait = SECOND;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const open = () => {
    stream = new EventSource(address(kind, id));
    stream.addEventListener("error", () => {
      if (stream.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(() => void session.back().then(reopen), wait);
      wait = Math.min(2 * wait, LONGEST);
    });
    for (const name of ["snapshot", "progress", "end"] as const)
      stream.addEventListener(name, (event: MessageEvent<string>) => {
        wait = SECOND;
        // A stream that has ended would be opened anew by the browser.
        if (name === "end") stream.close();
        hear({ name, id: event.lastEventId, told: JSON.parse(event.data) as Told });
      });
  };
  const reopen = () => {
    if (!stopped) open();
  };
  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    stream.close();
  };
}

/** The last thing heard; null before the first and while nothing is followed. */
export function useLive<Told>(
  kind: LiveKind,
  id: string,
  on: boolean,
  hear: (event: LiveEvent<Told>, before: Told | null) => void,
): Told | null {
  const [last, setLast] = useState<Told | null>(null);
  const heard = useRef(hear);
  heard.current = hear;
  useEffect(() => {
    if (!on) return undefined;
    let before: Told | null = null;
    const stop = follow<Told>(kind, id, (event) => {
      heard.current(event, before);
      before = event.told;
      setLast(event.told);
    });
    return () => {
      stop();
      setLast(null);
    };
  }, [kind, id, on]);
  return last;
}
