/** What of the help speaks of what was typed: every word of it, anywhere in the sentence or in the title above it. */
import { useTranslation } from "react-i18next";

type Texts = Record<string, string>;
export const SENTENCES = ["recording", "work", "scores", "studio", "trouble"] as const;
export type Sentences = (typeof SENTENCES)[number];

/** Whether a text holds all words that were typed. */
export function holds(text: string, typed: string): boolean {
  const low = text.toLocaleLowerCase();
  return typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => low.includes(word));
}

export function useFound(typed: string) {
  const { t } = useTranslation("help");
  const texts = (name: Sentences) => Object.values(t(name, { returnObjects: true }) as Texts);
  const sentences = (name: Sentences) => texts(name).filter((text) => holds(`${t(`title.${name}`)} ${text}`, typed));
  const key = (does: string) => holds(`${t("title.keys")} ${does}`, typed);
  const keys = Object.values(t("keys", { returnObjects: true }) as Texts).some(key);
  return {
    sentences,
    key,
    article: (name: Sentences | "measured" | "keys") =>
      name === "keys" ? keys : name === "measured" ? true : sentences(name).length > 0,
  };
}
