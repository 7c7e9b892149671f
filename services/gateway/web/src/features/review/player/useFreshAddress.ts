import { type RefObject, useRef } from "react";

/** An address that fails again so soon (milliseconds) is not the one that has grown old. */
const SOON = 10_000;

/** A video's address leads to a signed one, which opens the file for minutes only: on an error, to a fresh one. */
export function useFreshAddress(player: RefObject<HTMLVideoElement | null>): () => void {
  const failedAt = useRef(Number.NEGATIVE_INFINITY);
  return () => {
    const video = player.current;
    if (!video || performance.now() - failedAt.current < SOON) return;
    failedAt.current = performance.now();
    const { currentTime, paused } = video;
    video.load();
    video.currentTime = currentTime;
    if (!paused) void video.play();
  };
}
