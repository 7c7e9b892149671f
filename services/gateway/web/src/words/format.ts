/** Numbers, times and dates as the reader's language writes them. The one place that formats. */
import { intlFormatDistance } from "date-fns/intlFormatDistance";
import { useTranslation } from "react-i18next";

type Moment = string | number | Date;

function formatsOf(language: string) {
  const number = (value: number, digits = 0, least = digits) =>
    new Intl.NumberFormat(language, {
      minimumFractionDigits: least,
      maximumFractionDigits: digits,
      signDisplay: "negative", // zero has no sign
    }).format(value);
  const unit = (value: number, name: "second" | "minute" | "percent" | "megabyte", digits = 0) =>
    new Intl.NumberFormat(language, {
      style: "unit",
      unit: name,
      unitDisplay: "short",
      maximumFractionDigits: digits,
    }).format(value);
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const date = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
  const two = new Intl.NumberFormat(language, {
    minimumIntegerDigits: 2,
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return {
    number,
    unit,
    /** A share of 0 to 1 */
    percent: (share: number, digits = 0) =>
      new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: digits }).format(share),
    /** US dollars, what language models are paid in */
    money: (dollars: number, digits = 2) =>
      new Intl.NumberFormat(language, {
        style: "currency",
        currency: "USD",
        minimumFractionDigits: 2,
        maximumFractionDigits: digits,
      }).format(dollars),
    /** A month of a year */
    month: (at: Moment) =>
      new Intl.DateTimeFormat(language, { month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(at)),
    /** A score in steps of a quarter: one decimal, two only where they are needed */
    mark: (score: number) => number(Math.round(score * 4) / 4, 2, 1),
    date: (at: Moment) => date.format(new Date(at)),
    dateTime: (at: Moment) => dateTime.format(new Date(at)),
    relative: (at: Moment, now: Moment) => intlFormatDistance(new Date(at), new Date(now), { locale: language }),
    /** Seconds that are left, as roughly as they are known */
    duration: (seconds: number) =>
      seconds >= 90 ? unit(Math.round(seconds / 60), "minute") : unit(Math.ceil(seconds), "second"),
    /** A place in a video, minutes and seconds */
    clock: (second: number) => {
      const tenths = Math.round(Number((second * 10).toPrecision(12))); // a product is off by its last digit
      return `${Math.floor(tenths / 600)}:${two.format((tenths % 600) / 10)}`;
    },
    /** A language's name */
    language: (code: string) => new Intl.DisplayNames(language, { type: "language" }).of(code) ?? code,
    list: (items: string[]) => new Intl.ListFormat(language, { type: "conjunction" }).format(items),
    compare: new Intl.Collator(language, { numeric: true, sensitivity: "base" }).compare,
  };
}

export type Formats = ReturnType<typeof formatsOf>;
const made = new Map<string, Formats>();

/** The formats of a language; made once. */
export function formats(language: string): Formats {
  const known = made.get(language) ?? formatsOf(language);
  made.set(language, known);
  return known;
}

/** The formats of the language that is shown. */
export function useFormats(): Formats {
  return formats(useTranslation().i18n.language);
}
