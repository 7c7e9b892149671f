import { expect, it } from "vitest";
import { accountChanges, trainerChanges } from "./assignments";

/** What the server does with it: nobody is both, and a part has one. */
function after(before: { lead: string | null; follow: string | null }, wanted: typeof before) {
  const parts = { ...before };
  for (const { dancer, part } of accountChanges(before, wanted)) {
    for (const one of ["lead", "follow"] as const) if (parts[one] === dancer) parts[one] = null;
    if (part) parts[part] = dancer;
  }
  return parts;
}

it("ends with the accounts that are wanted, from whatever there was", () => {
  const people = [null, "a", "b", "c"];
  const pairs = people.flatMap((lead) =>
    people.filter((follow) => follow === null || follow !== lead).map((follow) => ({ lead, follow })),
  );
  for (const before of pairs) for (const wanted of pairs) expect(after(before, wanted)).toEqual(wanted);
});

it("tells only what changes", () => {
  expect(trainerChanges(["a", "b"], ["b", "c"])).toEqual([
    { trainer: "c", assigned: true },
    { trainer: "a", assigned: false },
  ]);
  expect(accountChanges({ lead: "a", follow: null }, { lead: "a", follow: null })).toEqual([]);
});
