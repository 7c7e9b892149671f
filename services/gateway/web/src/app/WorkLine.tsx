/** Keeps one live line open while somebody is signed in: pages show what it tells and need not ask. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { follow } from "@/api/live";
import { hearWork, type Work } from "@/features/analyses/queries";

/** Milliseconds until a line that was refused is tried again; longer each time */
const AGAIN = 4000;
const LONGEST = 60_000;

export function WorkLine() {
  const client = useQueryClient();
  useEffect(() => {
    let wait = AGAIN;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let stop = () => {};
    const begin = () => {
      stop = follow<Work>(
        "work",
        "",
        ({ told }) => {
          wait = AGAIN;
          hearWork(client, told);
        },
        () => {
          waiting = setTimeout(begin, wait);
          wait = Math.min(2 * wait, LONGEST);
        },
      );
    };
    begin();
    return () => {
      clearTimeout(waiting);
      stop();
    };
  }, [client]);
  return null;
}
