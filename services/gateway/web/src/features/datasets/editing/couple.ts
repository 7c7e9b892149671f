/** Two dancers' joints as they are edited, and as COCO writes them: x, y and 2 = visible, 1 = hidden, 0 = not there. */
import type { PersonJoints } from "@/api/client";

export type Seen = 0 | 1 | 2;

/** By what COCO writes */
export const SEEN = ["none", "hidden", "visible"] as const;

export interface Joint {
  x: number;
  y: number;
  seen: Seen;
}
/** By joint, in the order of COCO */
export type Body = readonly Joint[];
/** Lead first */
export type Couple = readonly [Body, Body];
export type Who = 0 | 1;

export interface Spot {
  who: Who;
  joint: number;
}
export interface Point {
  x: number;
  y: number;
}

// biome-ignore format: a list
export const JOINTS = [
  "nose", "leftEye", "rightEye", "leftEar", "rightEar", "leftShoulder", "rightShoulder", "leftElbow", "rightElbow",
  "leftWrist", "rightWrist", "leftHip", "rightHip", "leftKnee", "rightKnee", "leftAnkle", "rightAnkle",
] as const;
export const DANCERS = ["lead", "follow"] as const;

// biome-ignore format: pairs
/** Joints that a limb connects */
export const LIMBS = [
  [5, 7], [7, 9], [6, 8], [8, 10], [5, 6], [5, 11], [6, 12], [11, 12], [11, 13], [13, 15], [12, 14], [14, 16],
  [0, 1], [0, 2], [1, 3], [2, 4],
] as const;

export const NOWHERE: Joint = { x: 0, y: 0, seen: 0 };
export const NOBODY: Body = JOINTS.map(() => NOWHERE);

/** Two decimals: what a hand can place at twelve times the size is finer than a pixel */
const rounded = (value: number) => Math.round(value * 100) / 100;
const PARTS = 3;

function bodyOf({ keypoints }: PersonJoints): Body {
  return JOINTS.map((_, joint) => {
    const [x = 0, y = 0, seen = 0] = keypoints.slice(joint * PARTS, joint * PARTS + PARTS);
    return { x, y, seen: seen as Seen };
  });
}

export const coupleOf = (people: PersonJoints[]): Couple => [
  people[0] ? bodyOf(people[0]) : NOBODY,
  people[1] ? bodyOf(people[1]) : NOBODY,
];

export const peopleOf = (couple: Couple): PersonJoints[] =>
  couple.map((body) => ({
    keypoints: body.flatMap(({ x, y, seen }) => (seen ? [rounded(x), rounded(y), seen] : [0, 0, 0])),
  }));

/** A joint; one that is not there lies nowhere. */
export const jointAt = (couple: Couple, { who, joint }: Spot): Joint => couple[who][joint] ?? NOWHERE;

export const sameSpot = (one: Spot | null, other: Spot | null) =>
  one?.who === other?.who && one?.joint === other?.joint;

/** Whether two couples would be written alike. */
export const alike = (one: Couple, other: Couple) => JSON.stringify(peopleOf(one)) === JSON.stringify(peopleOf(other));
