/** What went wrong, in a sentence of the reader's language. */
import { useTranslation } from "react-i18next";
import { Refused } from "@/api/client";

/**
 * The server says it in English, about the very case. In other languages its code is translated, where there are words
 * for it. What never reached the server has only a code.
 */
export function useSentence(): (error: Error) => string {
  const { t, i18n } = useTranslation();
  return (error) => {
    if (!(error instanceof Refused)) return t("problem.broken");
    const told = i18n.language === "en" && error.message !== "";
    const key = `problem.${error.code}`;
    return told || !i18n.exists(key) ? error.message || t("problem.unreadable") : t(key as "problem.unreadable");
  };
}
