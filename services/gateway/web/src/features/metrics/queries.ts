/** What measurements and sub-criteria are called, and how their values are written: the one place that knows. */
import type { i18n as I18n, TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Metric } from "@/api/client";
import { type Formats, useFormats } from "@/words/format";

const DIGITS: Record<string, number> = { ms: 0, deg: 1, "%": 1, "deg/s": 1 };
const OTHER_DIGITS = 2;

export function useMetricWords() {
  const { t, i18n } = useTranslation("metrics");
  const { number } = useFormats();
  return useMemo(() => wordsOf(t, i18n, number), [t, i18n, number]);
}

function wordsOf(t: TFunction<"metrics">, i18n: I18n, number: Formats["number"]) {
  /** An unknown name is shown as it came: a newer server has measured something new. */
  const word = (group: "name" | "part" | "unit", key: string) => {
    const path = `${group}.${key}`;
    return i18n.exists(path, { ns: "metrics" }) ? t(path as "name.sway") : key;
  };
  return {
    name: (metric: string) => word("name", metric),
    /** A sub-criterion */
    part: (name: string) => word("part", name),
    value: ({ value, unit }: Metric) =>
      value == null ? "" : `${number(value, DIGITS[unit] ?? OTHER_DIGITS)}${unit && word("unit", unit)}`,
  };
}
