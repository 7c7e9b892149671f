import { useEffect, useState, useSyncExternalStore } from "react";
import type { Playback } from "./Playback";

export const usePlayState = (playback: Playback) => useSyncExternalStore(playback.subscribe, () => playback.state);

/** The frame in view, at most so many times a second: what is read need not flicker. */
export function useFrame(playback: Playback, perSecond = 12): number {
  const [frame, setFrame] = useState(playback.frame);
  useEffect(() => {
    let waiting = 0;
    const stop = playback.onFrame(() => {
      waiting ||= window.setTimeout(() => {
        waiting = 0;
        setFrame(playback.frame);
      }, 1000 / perSecond);
    });
    return () => {
      stop();
      window.clearTimeout(waiting);
    };
  }, [playback, perSecond]);
  return frame;
}
