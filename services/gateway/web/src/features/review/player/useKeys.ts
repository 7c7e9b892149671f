/** The keys of a review. They leave alone what somebody types in, and what has keys of its own. */
import { useEffect, useRef } from "react";

// biome-ignore format: a list
export type KeyName =
  | "space" | "left" | "right" | "shift+left" | "shift+right"
  | "j" | "k" | "l" | "i" | "o" | "t" | "," | "." | "?" | "escape";

export type Keys = Partial<Record<KeyName, () => void>>;

const NAMES: Record<string, string> = { " ": "space", ArrowLeft: "left", ArrowRight: "right" };
const TYPING = "input:not([type=range]), textarea, select, [contenteditable=true], [role=combobox]";
/** These have arrows or the space bar for themselves */
const OWN: Record<string, string> = {
  " ": "button, a, [role=tab], [role=menuitem], [role=menuitemradio], summary",
  ArrowLeft: "[role=tab], [role=slider], [role^=menuitem]",
  ArrowRight: "[role=tab], [role=slider], [role^=menuitem]",
};

export function useKeys(keys: Keys) {
  const known = useRef(keys);
  known.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const place = event.target instanceof Element ? event.target : document.body;
      if (place.closest(`${TYPING}, [role=dialog]`)) return;
      const own = OWN[event.key];
      if (own && place.closest(own)) return;
      const name = NAMES[event.key] ?? event.key.toLowerCase();
      const shifted = event.shiftKey && event.key.startsWith("Arrow") ? `shift+${name}` : name;
      const act = known.current[shifted as KeyName];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
