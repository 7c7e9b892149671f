/** Whether this device keeps something that the tray shows; known before anything of the tray is loaded. */
import { useSyncExternalStore } from "react";

const FLAG = "danceai.tray";
const CHANGED = "danceai-tray";

export function flagTray(some: boolean) {
  if (some) localStorage.setItem(FLAG, "1");
  else localStorage.removeItem(FLAG);
  window.dispatchEvent(new Event(CHANGED));
}

const flagged = () => localStorage.getItem(FLAG) !== null;

function listen(changed: () => void) {
  window.addEventListener(CHANGED, changed);
  window.addEventListener("storage", changed); // of other windows
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener("storage", changed);
  };
}

export const useTrayFlag = () => useSyncExternalStore(listen, flagged);
