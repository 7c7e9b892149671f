/** What a selection's numbers are called. */

/** Bits of 64 by which two pictures' hashes must differ for both to be taken */
export const ALIKE = { off: 0, some: 4, more: 8, strong: 12 } as const;

/** How much moments in a close hold are preferred */
export const CLOSE = { off: 0, some: 0.5, strong: 1 } as const;

/** The name of the value that is nearest to one that somebody else may have chosen. */
export function nearestOf<Name extends string>(values: Record<Name, number>, value: number): Name {
  const names = Object.keys(values) as Name[];
  const far = (name: Name) => Math.abs(values[name] - value);
  return names.reduce((best, name) => (far(name) < far(best) ? name : best));
}
