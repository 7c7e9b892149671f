/** When two measurements say something different for sure. */

interface Known {
  low?: number | null;
  high?: number | null;
}

/** Whether their intervals do not meet; never where one of them is not known. */
export function differs(one: Known, other: Known | undefined): boolean {
  if (one.low == null || one.high == null || other?.low == null || other.high == null) return false;
  return one.high < other.low || other.high < one.low;
}
