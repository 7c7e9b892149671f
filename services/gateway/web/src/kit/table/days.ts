/** Days as a filter keeps them in the address: `2026-01-01..2026-01-31`, either side may be empty. */
import { addDays, isValid, parseISO } from "date-fns";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const dayOf = (text: string | undefined) => (text && DAY.test(text) && isValid(parseISO(text)) ? text : "");

export function daysOf(kept: string | undefined): { first: string; last: string } {
  const [first, last] = kept?.split("..") ?? [];
  return { first: dayOf(first), last: dayOf(last) };
}

/** The moments between which these days lie, here where the reader is; the last day belongs to them. */
export function momentsOf(kept: string | undefined): { after?: string; before?: string } {
  const { first, last } = daysOf(kept);
  return {
    ...(first && { after: parseISO(first).toISOString() }),
    ...(last && { before: addDays(parseISO(last), 1).toISOString() }),
  };
}
