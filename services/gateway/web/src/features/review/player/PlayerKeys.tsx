/** Which key does what in the player. */
import { useTranslation } from "react-i18next";
import { KeyList } from "@/kit/KeyList";

const KEYS = [
  ["space", ["␣"]],
  ["frame", ["←", "→"]],
  ["second", ["⇧ ←", "⇧ →"]],
  ["jkl", ["J", "K", "L"]],
  ["rate", [",", "."]],
  ["span", ["I", "O"]],
  ["tap", ["T"]],
  ["list", ["?"]],
] as const;

export function PlayerKeys({ close }: { close: () => void }) {
  const { t } = useTranslation("review");
  const keys = KEYS.map(([name, caps]) => ({ does: t(`keys.${name}`), caps }));
  return <KeyList title={t("player.keys")} close={close} keys={keys} notes={[t("keys.touch")]} />;
}
