import { expect, it } from "vitest";
import { earlierSessions } from "./history";

const run = (id: string, session: string, day: number) => ({
  id,
  session_id: session,
  created_at: `2026-03-0${day}T10:00:00Z`,
});
const RUNS = [run("d", "3", 4), run("c", "2", 3), run("b", "2", 2), run("a", "1", 1)];

it("compares with the newest run of each earlier session", () => {
  expect(earlierSessions(RUNS, run("d", "3", 4)).map(({ id }) => id)).toEqual(["c", "a"]);
});

it("does not compare a run with its own session, nor with what came later", () => {
  expect(earlierSessions(RUNS, run("b", "2", 2)).map(({ id }) => id)).toEqual(["a"]);
  expect(earlierSessions(RUNS, run("a", "1", 1))).toEqual([]);
});
