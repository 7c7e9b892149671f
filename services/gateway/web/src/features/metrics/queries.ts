/** What measurements, sub-criteria and components are called, and how values are written: as the service that measures says. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api, body, type Language, type Metric, type MetricCatalogue } from "@/api/client";
import { type Formats, useFormats } from "@/words/format";

const ALL = ["metrics"] as const;

export const metrics = {
  catalogue: (language: Language) =>
    queryOptions({
      queryKey: [...ALL, language],
      queryFn: async () => body(await api.GET("/v1/metrics", { params: { query: { language } } })),
      staleTime: Number.POSITIVE_INFINITY,
    }),
};

export function useMetricWords() {
  const { i18n } = useTranslation();
  const { number } = useFormats();
  const { data } = useQuery(metrics.catalogue(i18n.language as Language));
  return useMemo(() => wordsOf(data, number), [data, number]);
}

/** A name the catalogue does not know is spelled out: an older server has measured it. */
const spelled = (name: string) => name.replaceAll("_", " ");

function wordsOf(known: MetricCatalogue | undefined, number: Formats["number"]) {
  const measured = new Map(known?.metrics.map((one) => [one.name, one]));
  const parts = new Map(known?.deficits.map((one) => [one.name, one.title]));
  const reasons = new Map(known?.reasons.map((one) => [one.code, one.sentence]));
  const components = new Map(known?.components.map((one) => [one.code, one.title]));
  const value = ({ name, value, unit }: Metric) => {
    if (value == null) return "";
    const written = measured.get(name);
    return written ? `${number(value, written.digits)}${written.suffix}` : `${number(value, 2)} ${unit}`;
  };
  return {
    name: (metric: string) => measured.get(metric)?.title ?? spelled(metric),
    /** A sub-criterion */
    part: (name: string) => parts.get(name) ?? spelled(name),
    /** Why there is no value; results from before have kept nothing but an English sentence */
    reason: ({ cause = "", reason = "" }: Pick<Metric, "cause" | "reason">) => reasons.get(cause) ?? reason,
    component: (code: string) => components.get(code) ?? "",
    value,
    /** What is said to the couple of a measurement that is a thing to work on */
    fault: (metric: Metric) => {
      const said = measured.get(metric.name);
      if (!said || metric.value == null) return "";
      const sentence = said.excess && metric.value > said.best ? said.excess : said.fault;
      return sentence.replace("{value}", number(Math.abs(metric.value), said.digits));
    },
  };
}
