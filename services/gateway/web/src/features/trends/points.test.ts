import { expect, it } from "vitest";
import type { AnalysisSummary } from "@/api/client";
import { codesOf, dancesOf, pointsOf } from "./points";

const run = (id: string, session: string, day: number, mark: number | null, dance = "waltz") =>
  ({
    id,
    session_id: session,
    dance,
    created_at: `2026-01-0${day}T10:00:00Z`,
    components: mark === null ? {} : { TQ: mark, MM: null },
    intervals: mark === null ? {} : { TQ: [mark - 1, mark + 1] },
    total: null,
  }) as unknown as AnalysisSummary;

const RUNS = [
  run("first", "s1", 1, 5),
  run("second", "s2", 2, 6),
  run("again", "s1", 3, 7),
  run("unscored", "s3", 4, null),
  run("tango", "s4", 5, 8, "tango"),
];

it("has the latest scoring of a recording, on the day it was first analysed", () => {
  const points = pointsOf(RUNS, "waltz");
  expect(points.map((point) => [point.id, point.marks.TQ])).toEqual([
    ["again", 7],
    ["second", 6],
  ]);
  expect(points[0]?.at).toBe(Date.parse("2026-01-01T10:00:00Z"));
});

it("leaves out what was not scored, and other dances", () => {
  expect(pointsOf(RUNS, "tango").map((point) => point.id)).toEqual(["tango"]);
  expect(dancesOf(RUNS)).toEqual(["waltz", "tango"]);
  expect(dancesOf([])).toEqual([]);
});

it("knows the components there are", () => {
  expect(codesOf(pointsOf(RUNS, "waltz"))).toEqual(["TQ", "MM"]);
});
