/** Sums by month, put together by one of the things they are told by. */
import type { SpendSum } from "@/api/client";

export const BY = ["feature", "model", "user"] as const;
export type By = (typeof BY)[number];
export const MICRO = 1_000_000;

export interface Month {
  month: string;
  /** Dollars, by key */
  costs: Record<string, number>;
}

export const keyOf = (sum: SpendSum, by: By): string => (by === "user" ? (sum.user_id ?? "") : sum[by]);

/** (keys, the dearest first; a row for each month in order). Micro-dollars are added up before they become dollars. */
export function monthsOf(sums: SpendSum[], by: By): { keys: string[]; months: Month[] } {
  const total = new Map<string, number>();
  const months = new Map<string, Map<string, number>>();
  for (const sum of sums) {
    const key = keyOf(sum, by);
    total.set(key, (total.get(key) ?? 0) + sum.cost);
    const costs = months.get(sum.month) ?? new Map<string, number>();
    costs.set(key, (costs.get(key) ?? 0) + sum.cost);
    months.set(sum.month, costs);
  }
  return {
    keys: [...total].sort(([, one], [, other]) => other - one).map(([key]) => key),
    months: [...months]
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([month, costs]) => ({
        month,
        costs: Object.fromEntries([...costs].map(([key, cost]) => [key, cost / MICRO])),
      })),
  };
}

/** Round steps from 0 to at least `top`, and with how many digits after the point no two of them look the same. */
export function ticksOf(top: number): { ticks: number[]; digits: number } {
  if (!(top > 0)) return { ticks: [0], digits: 2 };
  const least = top / 4;
  const power = Math.floor(Math.log10(least));
  const first = [1, 2, 5, 10].find((one) => one * 10 ** power >= least) ?? 10;
  const digits = Math.max(0, first === 10 ? -power - 1 : -power);
  const step = first * 10 ** power;
  const count = Math.ceil(Number((top / step).toPrecision(12)));
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
  return { ticks, digits: Math.max(2, digits) };
}
