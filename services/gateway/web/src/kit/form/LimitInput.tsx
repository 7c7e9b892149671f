/** A whole number, or none at all: no limit. */
import { NumberInput, type NumberInputProps } from "@mantine/core";
import { useTranslation } from "react-i18next";

export type Limit = number | "";
export const limitOf = (told: number | null | undefined): Limit => told ?? "";
export const told = (limit: Limit): number | null => (limit === "" ? null : limit);

export function LimitInput(props: NumberInputProps) {
  const { t } = useTranslation();
  return <NumberInput placeholder={t("unlimited")} min={0} allowDecimal={false} {...props} />;
}
