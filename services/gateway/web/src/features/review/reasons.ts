/**
 * Why something was not measured, in the reader's language. Results keep it as an English sentence, old ones for ever; a
 * test reads all of them from the metrics' sources and finds them among our words.
 */
import { useTranslation } from "react-i18next";
import english from "./words/en";

const KEYS = new Map<string, string>(Object.entries(english.unmeasured).map(([key, sentence]) => [sentence, key]));

export function useReason(): (reason: string) => string {
  const { t } = useTranslation("review");
  return (reason) => {
    const key = KEYS.get(reason);
    return key ? t(`unmeasured.${key}` as "unmeasured.notSeen") : reason;
  };
}
