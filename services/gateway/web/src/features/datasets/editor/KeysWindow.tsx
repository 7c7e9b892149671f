/** Which key does what in the editor. */
import { useTranslation } from "react-i18next";
import { KeyList } from "@/kit/KeyList";

const KEYS = [
  ["choose", ["Tab"]],
  ["nudge", ["← ↑ → ↓"]],
  ["nudgeFar", ["⇧"]],
  ["nudgeFine", ["Alt"]],
  ["see", ["V"]],
  ["remove", ["Del"]],
  ["placing", ["G"]],
  ["place", ["↵"]],
  ["dancer", ["1", "2"]],
  ["sides", ["X"]],
  ["dancers", ["P"]],
  ["mirror", ["M"]],
  ["copy", ["B"]],
  ["undo", ["Ctrl Z"]],
  ["redo", ["Ctrl Y"]],
  ["save", ["Ctrl S"]],
  ["confirm", ["C"]],
  ["throwOut", ["U"]],
  ["next", ["N"]],
  ["before", ["⇧ N"]],
  ["worst", ["W"]],
  ["doubt", ["D"]],
  ["zoom", ["+", "-", "0"]],
  ["fit", ["F"]],
  ["letGo", ["Esc"]],
  ["list", ["?"]],
] as const;

export function KeysWindow({ close }: { close: () => void }) {
  const { t } = useTranslation("datasets");
  const keys = KEYS.map(([name, caps]) => ({ does: t(`key.${name}`), caps }));
  return <KeyList title={t("keys")} close={close} keys={keys} notes={[t("mouseKeys"), t("touchKeys")]} />;
}
