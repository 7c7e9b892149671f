import { type RefObject, useRef } from "react";

/** An address that fails again so soon (milliseconds) is not the one that has grown old. */
const SOON = 10_000;

/**
 * A film's or a sound's address leads to a signed one, which opens the file for minutes only: on an error, to a fresh one.
 * What it returns says whether that is worth trying.
 */
export function useFreshAddress(player: RefObject<HTMLMediaElement | null>): () => boolean {
  const failedAt = useRef(Number.NEGATIVE_INFINITY);
  return () => {
    const played = player.current;
    if (!played || performance.now() - failedAt.current < SOON) return false;
    failedAt.current = performance.now();
    const { currentTime, paused } = played;
    played.load();
    played.currentTime = currentTime;
    if (!paused) void played.play();
    return true;
  };
}
