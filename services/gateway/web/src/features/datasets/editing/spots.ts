/** Which joint is meant: by a pointer, by the keyboard, or because it is the next one that is missing. */
import { type Couple, JOINTS, jointAt, type Point, type Spot, type Who } from "./couple";

const ALL: readonly Spot[] = ([0, 1] as const).flatMap((who) => JOINTS.map((_, joint) => ({ who, joint })));
const placeOf = (spot: Spot) => ALL.findIndex(({ who, joint }) => who === spot.who && joint === spot.joint);

/** The joint nearest to a point, of those nearer than `reach`; where two lie close, the one that was chosen before. */
export function nearest(couple: Couple, { x, y }: Point, reach: number, chosen: Spot | null): Spot | null {
  let found: Spot | null = null;
  let least = reach;
  for (const spot of ALL) {
    const joint = jointAt(couple, spot);
    if (!joint.seen) continue;
    const away = Math.hypot(joint.x - x, joint.y - y) - (chosen && placeOf(spot) === placeOf(chosen) ? reach / 2 : 0);
    if (away < least) [found, least] = [spot, away];
  }
  return found;
}

/** The next joint, missing ones as well; null behind the last and before the first. */
export function following(spot: Spot | null, back: boolean): Spot | null {
  if (!spot) return (back ? ALL.at(-1) : ALL[0]) ?? null;
  return ALL[placeOf(spot) + (back ? -1 : 1)] ?? null;
}

/** The joints that a dancer lacks, in their order. */
export const missing = (couple: Couple, who: Who): number[] =>
  couple[who].flatMap(({ seen }, joint) => (seen ? [] : [joint]));

/** The missing joint to place next: of the same dancer after this one, else the first, else the other dancer's. */
export function nextMissing(couple: Couple, from: Spot | null): Spot | null {
  const who = from?.who ?? 0;
  const mine = missing(couple, who);
  const joint = mine.find((one) => one > (from?.joint ?? -1)) ?? mine[0];
  if (joint !== undefined) return { who, joint };
  const other: Who = who === 0 ? 1 : 0;
  const theirs = missing(couple, other)[0];
  return theirs === undefined ? null : { who: other, joint: theirs };
}

type Confidence = readonly (readonly number[])[];

const GHOST = 0.1;
const HALF = 0.5;

/** Joints that are still as the network told them, which was less sure of each than `least` says. */
function unsure(couple: Couple, told: Couple, confidence: Confidence, least: (who: Who) => number): Spot[] {
  const sure = ({ who, joint }: Spot) => confidence[who]?.[joint] ?? 1;
  return ALL.filter((spot) => {
    const [now, then] = [jointAt(couple, spot), jointAt(told, spot)];
    const same = now.seen === then.seen && now.x === then.x && now.y === then.y;
    return now.seen && same && sure(spot) < least(spot.who);
  }).sort((one, other) => sure(one) - sure(other));
}

/** Joints that the network has hardly found: they count as hidden, until somebody says that they are there. */
export const ghosts = (couple: Couple, told: Couple, confidence: Confidence): Spot[] =>
  unsure(couple, told, confidence, () => GHOST).filter((spot) => jointAt(couple, spot).seen === 1);

/**
 * Joints of which the network was less than half as sure as of this dancer's others, the least sure first.
 * confidence: by dancer and joint, 0 to 1; empty = not known.
 */
export function doubtful(couple: Couple, told: Couple, confidence: Confidence): Spot[] {
  const usual = ([0, 1] as const).map((who) => {
    const of = (confidence[who] ?? []).filter((_, joint) => jointAt(told, { who, joint }).seen);
    return of.reduce((sum, one) => sum + one, 0) / Math.max(of.length, 1);
  });
  return unsure(couple, told, confidence, (who) => HALF * (usual[who] ?? 0));
}
