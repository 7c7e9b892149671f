import { expect, it } from "vitest";
import { daysOf, momentsOf } from "./days";

it("takes a first and a last day, and either alone", () => {
  expect(daysOf("2026-01-01..2026-01-31")).toEqual({ first: "2026-01-01", last: "2026-01-31" });
  expect(daysOf("..2026-01-31")).toEqual({ first: "", last: "2026-01-31" });
  expect(daysOf("2026-01-01..")).toEqual({ first: "2026-01-01", last: "" });
});

it("takes nothing that is no day", () => {
  for (const kept of [undefined, "", "yesterday", "2026-02-31..2026-13-01", "..", "1..2"])
    expect(momentsOf(kept)).toEqual({});
});

it("has the last day in it, to its end", () => {
  const { after = "", before = "" } = momentsOf("2026-03-01..2026-03-01");
  expect(Date.parse(before) - Date.parse(after)).toBe(24 * 60 * 60 * 1000);
});
