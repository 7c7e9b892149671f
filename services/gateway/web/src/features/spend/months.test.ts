import { expect, it } from "vitest";
import type { SpendSum } from "@/api/client";
import { monthsOf, ticksOf } from "./months";

const sum = (month: string, feature: SpendSum["feature"], user: string | null, cost: number): SpendSum => ({
  month,
  feature,
  model: "m",
  user_id: user,
  calls: 1,
  tokens: { read: 0, written: 0, cache_written: 0, cache_read: 0 },
  seconds: 0,
  cost,
});

it("adds up by feature, model or user, month by month, and loses nothing", () => {
  const sums = [
    sum("2026-11-01", "chat", "a", 1_000_001),
    sum("2026-10-01", "evaluation", "a", 500_000),
    sum("2026-11-01", "evaluation", null, 3_000_000),
    sum("2026-11-01", "chat", "b", 2),
  ];
  expect(monthsOf(sums, "feature")).toEqual({
    keys: ["evaluation", "chat"],
    months: [
      { month: "2026-10-01", costs: { evaluation: 0.5 } },
      { month: "2026-11-01", costs: { chat: 1.000003, evaluation: 3 } },
    ],
  });
  expect(monthsOf(sums, "user").keys).toEqual(["", "a", "b"]);
  expect(monthsOf([], "model")).toEqual({ keys: [], months: [] });
});

it("marks the axis with steps that can be told apart", () => {
  for (const top of [0.000004, 0.0121, 0.04, 0.4, 1, 3.7, 12, 999, 1_000_000]) {
    const { ticks, digits } = ticksOf(top);
    const shown = ticks.map((one) => one.toFixed(digits));
    expect(new Set(shown).size).toBe(ticks.length);
    expect(shown.map(Number)).toEqual(ticks);
    expect(ticks.length).toBeLessThanOrEqual(5);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(top);
  }
  expect(ticksOf(0.0121)).toEqual({ ticks: [0, 0.005, 0.01, 0.015], digits: 3 });
  expect(ticksOf(0)).toEqual({ ticks: [0], digits: 2 });
});
