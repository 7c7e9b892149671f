/** What a field has to hold, each with its sentence. */
import { hasLength, isEmail, isInRange, isNotEmpty, matches, matchesField } from "@mantine/form";
import { useTranslation } from "react-i18next";

export function useRules() {
  const { t } = useTranslation();
  return {
    needed: isNotEmpty(t("rule.needed")),
    email: isEmail(t("rule.email")),
    atLeast: (count: number) => hasLength({ min: count }, t("rule.atLeast", { count })),
    between: (min: number, max: number) => isInRange({ min, max }, t("rule.between", { min, max })),
    looksLike: (form: RegExp, why: string) => matches(form, why),
    sameAs: (field: string) => matchesField(field, t("rule.same")),
  };
}
