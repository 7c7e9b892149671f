/** Live data: one stream of server-sent events about one thing, a snapshot first, until it ends. */
import { useEffect, useRef, useState } from "react";

export type LiveKind = "analysis" | "session";

export interface LiveEvent<Told> {
  name: "snapshot" | "progress" | "end";
  id: string;
  told: Told;
}

const address = (kind: LiveKind, id: string) => `/v1/live/${kind}/${id}`;

/** Follow a thing; the browser connects again by itself, with the id of the last event. Returns how to stop. */
export function follow<Told>(kind: LiveKind, id: string, hear: (event: LiveEvent<Told>) => void): () => void {
  const stream = new EventSource(address(kind, id));
  for (const name of ["snapshot", "progress", "end"] as const)
    stream.addEventListener(name, (event: MessageEvent<string>) => {
      // A stream that has ended would be opened anew by the browser.
      if (name === "end") stream.close();
      hear({ name, id: event.lastEventId, told: JSON.parse(event.data) as Told });
    });
  return () => stream.close();
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
