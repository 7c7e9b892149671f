/** All that can be done to a frame's joints. A command makes a new couple of the one before, and knows no screen. */
import {
  type Body,
  type Couple,
  type Joint,
  jointAt,
  NOBODY,
  NOWHERE,
  type Point,
  type Seen,
  type Spot,
  type Who,
} from "./couple";

export type Command =
  /** A joint that was not there is then visible. */
  | { does: "move"; spot: Spot; to: Point }
  | { does: "shift"; who: Who; by: Point }
  | { does: "remove"; spot: Spot }
  | { does: "see"; spot: Spot; seen: Exclude<Seen, 0> }
  | { does: "swapSides"; who: Who }
  | { does: "swapDancers" }
  | { does: "mirror"; who: Who }
  | { does: "clear"; who: Who }
  /** The other dancer's joints, a little aside */
  | { does: "clone"; who: Who; by: number }
  | { does: "take"; couple: Couple };

/** A name, and where it is the other side's one: left joints have odd numbers, right ones follow. */
const otherSide = (joint: number) => (joint === 0 ? 0 : joint % 2 === 1 ? joint + 1 : joint - 1);
const sidesSwapped = (body: Body): Body => body.map((_, joint) => body[otherSide(joint)] ?? NOWHERE);

const placed = (body: Body) => body.filter(({ seen }) => seen > 0);

function mirrored(body: Body): Body {
  const xs = placed(body).map(({ x }) => x);
  const both = Math.min(...xs) + Math.max(...xs);
  return sidesSwapped(body.map((joint) => (joint.seen ? { ...joint, x: both - joint.x } : joint)));
}

const shifted = (body: Body, by: Point): Body =>
  body.map((joint) => (joint.seen ? { ...joint, x: joint.x + by.x, y: joint.y + by.y } : joint));

function withBody(couple: Couple, who: Who, body: Body): Couple {
  return who === 0 ? [body, couple[1]] : [couple[0], body];
}

const withJoint = (couple: Couple, { who, joint }: Spot, next: Joint): Couple =>
  withBody(
    couple,
    who,
    couple[who].map((old, at) => (at === joint ? next : old)),
  );

export function done(couple: Couple, command: Command): Couple {
  switch (command.does) {
    case "move": {
      const { seen } = jointAt(couple, command.spot);
      return withJoint(couple, command.spot, { ...command.to, seen: seen || 2 });
    }
    case "shift":
      return withBody(couple, command.who, shifted(couple[command.who], command.by));
    case "remove":
      return withJoint(couple, command.spot, NOWHERE);
    case "see": {
      const joint = jointAt(couple, command.spot);
      return joint.seen ? withJoint(couple, command.spot, { ...joint, seen: command.seen }) : couple;
    }
    case "swapSides":
      return withBody(couple, command.who, sidesSwapped(couple[command.who]));
    case "swapDancers":
      return [couple[1], couple[0]];
    case "mirror":
      return withBody(couple, command.who, mirrored(couple[command.who]));
    case "clear":
      return withBody(couple, command.who, NOBODY);
    case "clone":
      return withBody(couple, command.who, shifted(couple[command.who === 0 ? 1 : 0], { x: command.by, y: 0 }));
    case "take":
      return command.couple;
  }
}
