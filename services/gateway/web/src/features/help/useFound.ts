/** What of the help speaks of what was typed: every word of it, anywhere in the sentence or in the title above it. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Language } from "@/api/client";
import { metrics } from "@/features/metrics/queries";

type Texts = Record<string, string>;
export const SENTENCES = ["recording", "work", "scores", "datasets", "studio", "trouble"] as const;
export type Sentences = (typeof SENTENCES)[number];

/** Whether a text holds all words that were typed. */
export function holds(text: string, typed: string): boolean {
  const low = text.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => low.includes(word));
}

export function useFound(typed: string) {
  const { t, i18n } = useTranslation("help");
  const { data } = useQuery(metrics.catalogue(i18n.language as Language));
  const texts = (name: Sentences) => Object.values(t(name, { returnObjects: true }) as Texts);
  const sentences = (name: Sentences) => texts(name).filter((text) => holds(`${t(`title.${name}`)} ${text}`, typed));
  const key = (does: string) => holds(`${t("title.keys")} ${does}`, typed);
  const keys = Object.values(t("keys", { returnObjects: true }) as Texts).some(key);
  const parts = new Map(data?.deficits.map((one) => [one.name, one.title]));
  const titles = new Map(data?.components.map((one) => [one.code, one.title]));
  const measured = (data?.metrics ?? [])
    .map((one) => ({ ...one, part: parts.get(one.deficit) ?? "" }))
    .filter((one) => holds(`${titles.get(one.component)} ${one.part} ${one.title}`, typed));
  return {
    measured,
    sentences,
    key,
    article: (name: Sentences | "measured" | "keys") =>
      name === "keys" ? keys : name === "measured" ? measured.length > 0 || typed === "" : sentences(name).length > 0,
  };
}
