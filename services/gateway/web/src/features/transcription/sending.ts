/** Lessons that this window sends, and how much of each has arrived; the page may be left meanwhile. */
import { useSyncExternalStore } from "react";
import type { Ticket } from "@/api/client";
import { send, stop } from "@/api/sending";
import { SERVER } from "./queries";

interface Sending {
  size: number;
  sent: number;
  error: Error | null;
}

let state: Readonly<Record<string, Sending>> = {};
const listeners = new Set<() => void>();

function note(id: string, sending: Sending | null) {
  const { [id]: _before, ...others } = state;
  state = sending ? { ...others, [id]: sending } : others;
  for (const tell of listeners) tell();
}

export function sendLesson(ticket: Ticket, file: File, arrived: () => void) {
  const id = ticket.video_id;
  note(id, { size: file.size, sent: 0, error: null });
  void send(
    ticket,
    file,
    {
      progress: (sent) => note(id, { size: file.size, sent, error: null }),
      arrived: () => {
        note(id, null);
        arrived();
      },
      failed: (error) => note(id, { size: file.size, sent: 0, error }),
    },
    SERVER,
  );
}

export function stopSending(id: string) {
  stop(id);
  note(id, null);
}

export const useSending = () =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => state,
  );
