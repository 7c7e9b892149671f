/** What a level is called that scores speak for: classes by their letter, the rest in words. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

export function useLevels() {
  const { t } = useTranslation("couples");
  return useCallback(
    (level: string) => (level ? t(`levels.${level as "world_open_final"}`, { defaultValue: level }) : ""),
    [t],
  );
}
