/** Both dancers over a picture: lead blue with round joints, follow orange with square ones, hidden joints hollow. */
import { type Couple, LIMBS, NOWHERE, type Seen, type Spot, type Who } from "./editing/couple";

export const COLOURS = ["var(--lead)", "var(--follow)"] as const;
const WHO = [0, 1] as const;
/** Of a joint's size */
const DASH = 0.7;

interface Props {
  couple: Couple;
  /** Of a joint, in pixels of the picture; lines are half as wide */
  size: number;
  /** Joints that were hardly found */
  ghosts?: readonly Spot[];
}

export function Skeletons({ couple, size, ghosts = [] }: Props) {
  return WHO.map((who) => (
    <g key={who} stroke={COLOURS[who]} fill={COLOURS[who]} strokeWidth={size / 2} strokeLinecap="round">
      <path d={limbsOf(couple, who)} fill="none" opacity={0.85} />
      <path d={signsOf(couple, who, 2, size)} strokeWidth={size / 3} />
      <path d={signsOf(couple, who, 1, size, ghosts)} strokeWidth={size / 3} fill="none" />
      {ghosts.length > 0 && <Ghosts {...{ couple, who, size, ghosts }} />}
    </g>
  ));
}

export function limbsOf(couple: Couple, who: Who): string {
  return LIMBS.flatMap(([from, to]) => {
    const [one, other] = [couple[who][from] ?? NOWHERE, couple[who][to] ?? NOWHERE];
    return one.seen && other.seen ? [`M${one.x} ${one.y}L${other.x} ${other.y}`] : [];
  }).join("");
}

/** The signs of all joints that are seen so, in one: a page shows hundreds of couples. */
const signsOf = (couple: Couple, who: Who, wanted: Seen, size: number, without: readonly Spot[] = []) =>
  couple[who]
    .map(({ x, y, seen }, joint) => {
      const out = seen !== wanted || without.some((one) => one.who === who && one.joint === joint);
      return out ? "" : signOf(who, x, y, size);
    })
    .join("");

function Ghosts({ couple, who, size, ghosts }: Required<Props> & { who: Who }) {
  const signs = ghosts.map(({ who: of, joint }) => {
    const { x, y } = couple[of][joint] ?? NOWHERE;
    return of === who ? signOf(who, x, y, size) : "";
  });
  return <path d={signs.join("")} fill="none" strokeWidth={size / 3} strokeDasharray={size * DASH} />;
}

/** A circle or a square around a place. */
export const signOf = (who: Who, x: number, y: number, size: number) =>
  who === 0
    ? `M${x - size} ${y}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0Z`
    : `M${x - size} ${y - size}h${2 * size}v${2 * size}h${-2 * size}Z`;
