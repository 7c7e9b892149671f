/** What has to be told to the server so that the people of a couple become those that are wanted. */
import type { Part } from "./queries";

export function trainerChanges(before: string[], wanted: string[]): { trainer: string; assigned: boolean }[] {
  return [
    ...wanted.filter((one) => !before.includes(one)).map((trainer) => ({ trainer, assigned: true })),
    ...before.filter((one) => !wanted.includes(one)).map((trainer) => ({ trainer, assigned: false })),
  ];
}

type Accounts = Record<Part, string | null>;

/** Who is in no part any more goes first: a part that is given takes it from whoever had it. */
export function accountChanges(before: Accounts, wanted: Accounts): { dancer: string; part: Part | null }[] {
  const kept = [wanted.lead, wanted.follow];
  const gone = [before.lead, before.follow].filter((one) => one !== null && !kept.includes(one));
  const parts = (["lead", "follow"] as const).filter((part) => wanted[part] && wanted[part] !== before[part]);
  return [
    ...gone.map((dancer) => ({ dancer: dancer as string, part: null })),
    ...parts.map((part) => ({ dancer: wanted[part] as string, part })),
  ];
}
