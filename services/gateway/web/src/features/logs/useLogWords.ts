/** What the services write into the logs, in the reader's language; what has no words yet stays as it is. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

export function useLogWords() {
  const { t, i18n } = useTranslation("logs");
  return useCallback(
    (kind: "method" | "reason" | "act", told: string) => {
      const key = `${kind}Of.${told.replace(/[^a-z]+/g, "_")}`;
      return i18n.exists(key, { ns: "logs" }) ? t(key as "methodOf.password") : told;
    },
    [t, i18n],
  );
}
