/** What went wrong, in a sentence of the reader's language. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "@/api/client";

/**
 * The server says it in English, about the very case. In other languages its code is translated, with what it was about;
 * every code of the services has its words, a test sees to that. What never reached the server has only a code.
 */
export function useTold(): (code: string, message: string, about?: Readonly<Record<string, unknown>>) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (code, message, about = {}) => {
      const key = `problem.${code}`;
      if ((i18n.language === "en" && message !== "") || !i18n.exists(key)) return message || t("problem.unreadable");
      return t(key as "problem.unreadable", { ...about });
    },
    [t, i18n],
  );
}

/** The same of an error that a call or a page has thrown. */
export function useSentence(): (error: Error) => string {
  const { t } = useTranslation();
  const told = useTold();
  return (error) => (error instanceof Refused ? told(error.code, error.message, error.details) : t("problem.broken"));
}
