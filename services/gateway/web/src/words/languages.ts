/** The languages of the product. */
import type { Language } from "@/api/client";

export const LANGUAGES = ["en", "de", "ru", "zh"] as const satisfies readonly Language[];

/** Each language in itself: whoever looks for theirs can read it. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", de: "Deutsch", ru: "Русский", zh: "中文" };

/** A name in all languages, for words that have to be there before any language file is loaded. */
export type Label = Record<Language, string>;

/** The first of the browser's languages that we speak. */
export function browserLanguage(wanted: readonly string[] = navigator.languages): Language {
  const spoken = wanted.map((tag) => LANGUAGES.find((language) => tag.toLowerCase().startsWith(language)));
  return spoken.find((language) => language !== undefined) ?? "en";
}
