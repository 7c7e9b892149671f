import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Command, done } from "./commands";
import { alike, type Couple, coupleOf, JOINTS, type Joint, NOBODY, peopleOf } from "./couple";
import { begun, type History, redone, stepped, undone } from "./history";
import { doubtful, following, ghosts, missing, nearest, nextMissing } from "./spots";
import { CLOSEST, fitted, inside, moved, pinched, placeOf, showing, type View, WHOLE, zoomed } from "./view";

const SIZE = { width: 1280, height: 720 };

const within = (most: number) => fc.integer({ min: 0, max: most * 100 }).map((hundredths) => hundredths / 100);
const point = fc.record({ x: within(SIZE.width), y: within(SIZE.height) });
const joint = fc.oneof(
  fc.constant<Joint>({ x: 0, y: 0, seen: 0 }),
  fc.tuple(point, fc.constantFrom(1 as const, 2 as const)).map(([at, seen]): Joint => ({ ...at, seen })),
);
const body = fc.array(joint, { minLength: JOINTS.length, maxLength: JOINTS.length });
const couple: fc.Arbitrary<Couple> = fc.tuple(body, body);
const who = fc.constantFrom(0 as const, 1 as const);
const spot = fc.record({ who, joint: fc.integer({ min: 0, max: JOINTS.length - 1 }) });
const by = fc.record({ x: fc.integer({ min: -40, max: 40 }), y: fc.double({ min: -20, max: 20, noNaN: true }) });
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ does: fc.constant("move" as const), spot, to: point }),
  fc.record({ does: fc.constant("shift" as const), who, by }),
  fc.record({ does: fc.constant("remove" as const), spot }),
  fc.record({ does: fc.constant("see" as const), spot, seen: fc.constantFrom(1 as const, 2 as const) }),
  fc.record({ does: fc.constant("swapSides" as const), who }),
  fc.record({ does: fc.constant("swapDancers" as const) }),
  fc.record({ does: fc.constant("mirror" as const), who }),
  fc.record({ does: fc.constant("clear" as const), who }),
  fc.record({ does: fc.constant("clone" as const), who, by: fc.constant(51.2) }),
  fc.record({ does: fc.constant("take" as const), couple }),
);
/** What somebody does: a command, by keys that go on or not; or a step back, or forth */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(command, fc.constantFrom("keys", null)) },
  { weight: 1, arbitrary: fc.constant("undo" as const) },
  { weight: 1, arbitrary: fc.constant("redo" as const) },
);

/** Some couple, the same each time */
const some = (seed: number): Couple => fc.sample(couple, { numRuns: 1, seed })[0] ?? [NOBODY, NOBODY];

describe("commands", () => {
  it("are all taken back by as many undos, and all done again by as many redos", () => {
    const holds = fc.property(couple, fc.array(step, { maxLength: 40 }), (first, steps) => {
      let history: History = begun(first);
      for (const one of steps)
        history = one === "undo" ? undone(history) : one === "redo" ? redone(history) : stepped(history, ...one);
      const [last, made] = [history.now, history.past.length];
      for (let count = 0; count < made; count++) history = undone(history);
      expect(history.now).toEqual(first);
      expect(undone(history)).toBe(history);
      for (let count = 0; count < made; count++) history = redone(history);
      expect(history.now).toEqual(last);
    });
    fc.assert(holds, { numRuns: 300 });
  });

  it("make nothing that could not be kept", () => {
    const holds = fc.property(couple, fc.array(command, { maxLength: 20 }), (first, commands) => {
      const now = commands.reduce(done, first);
      for (const { keypoints } of peopleOf(now)) {
        expect(keypoints).toHaveLength(51);
        for (let at = 0; at < keypoints.length; at += 3)
          if (keypoints[at + 2] === 0) expect(keypoints.slice(at, at + 2)).toEqual([0, 0]);
      }
      expect(alike(coupleOf(peopleOf(now)), now)).toBe(true);
    });
    fc.assert(holds, { numRuns: 200 });
  });

  it("that are their own opposite, are", () => {
    const now = some(5);
    for (const does of ["swapSides", "mirror"] as const)
      expect(alike(done(done(now, { does, who: 1 }), { does, who: 1 }), now)).toBe(true);
    expect(done(done(now, { does: "swapDancers" }), { does: "swapDancers" })).toEqual(now);
  });

  it("keep parts of a pixel, two decimals of it", () => {
    const next = done([NOBODY, NOBODY], { does: "move", spot: { who: 1, joint: 10 }, to: { x: 100.127, y: 7.5 } });
    expect(peopleOf(next)[1]?.keypoints.slice(30, 33)).toEqual([100.13, 7.5, 2]);
  });

  it("mirror a dancer in place: what was on the left is on the right, and is called so", () => {
    const at = (x: number): Joint => ({ x, y: 5, seen: 2 });
    const body = JOINTS.map((_, one) => (one === 9 ? at(10) : one === 10 ? at(30) : one === 0 ? at(15) : at(20)));
    const [lead] = done([body, NOBODY], { does: "mirror", who: 0 });
    expect([lead[9]?.x, lead[10]?.x, lead[0]?.x]).toEqual([10, 30, 25]);
  });

  it("by keys are one step as long as they go on", () => {
    const first = some(2);
    const stepTo = (history: History, x: number, run: string | null) =>
      stepped(history, { does: "move", spot: { who: 0, joint: 3 }, to: { x, y: 1 } }, run);
    const moved = stepTo(stepTo(stepTo(begun(first), 1, "a"), 2, "a"), 3, "a");
    expect(undone(moved).now).toEqual(first);
    const other = stepTo(moved, 4, "b");
    expect(undone(other).now).toEqual(moved.now);
    // After something was taken back a new run begins.
    expect(undone(stepTo(undone(other), 9, "a")).now).toEqual(moved.now);
  });
});

describe("what is in view", () => {
  const AT = { x: 400, y: 300 };
  const on = (view: View, at: { x: number; y: number }) => [(at.x - view.x) * view.scale, (at.y - view.y) * view.scale];

  it("keeps the place under the pointer when it is zoomed", () => {
    let view = WHOLE;
    for (const scale of [1.5, 4, CLOSEST, 30, 6, 2]) {
      const next = zoomed(view, scale, AT, SIZE);
      expect(next.scale).toBe(Math.min(scale, CLOSEST));
      expect(on(next, AT).map(Math.round)).toEqual([400, 300]);
      view = next;
    }
    expect(zoomed(view, 0.2, AT, SIZE)).toEqual(WHOLE);
  });

  it("never leaves the picture", () => {
    const view = zoomed(WHOLE, 4, AT, SIZE);
    expect(moved(view, { x: 9999, y: 9999 }, SIZE)).toEqual({ scale: 4, x: 0, y: 0 });
    expect(moved(view, { x: -9999, y: -9999 }, SIZE)).toEqual({ scale: 4, x: 960, y: 540 });
    expect(inside({ x: -3, y: 800 }, SIZE)).toEqual({ x: 0, y: 720 });
  });

  it("stays between two fingers, however they go", () => {
    const share = fc.record({ x: fc.double({ min: 0, max: 1, noNaN: true }), y: fc.constant(0.5) });
    const holds = fc.property(point, share, fc.double({ min: 2, max: 12, noNaN: true }), (place, at, scale) => {
      const view = pinched(scale, place, at, SIZE);
      const now = placeOf(view, at, SIZE);
      // At an edge the picture ends: there it follows no finger.
      const free = view.x > 0 && view.y > 0 && view.x < SIZE.width * (1 - 1 / scale) - 1e-6;
      if (free && view.y < SIZE.height * (1 - 1 / scale) - 1e-6) {
        expect(now.x).toBeCloseTo(place.x, 6);
        expect(now.y).toBeCloseTo(place.y, 6);
      }
      expect(view.x).toBeGreaterThanOrEqual(0);
      expect(view.y + SIZE.height / scale).toBeLessThanOrEqual(SIZE.height + 1e-6);
    });
    fc.assert(holds);
  });

  it("begins around both dancers", () => {
    const at = (x: number, y: number): Joint => ({ x, y, seen: 2 });
    const lead = NOBODY.map((one, index) => (index === 0 ? at(600, 200) : index === 15 ? at(620, 500) : one));
    const view = fitted([lead, NOBODY.map((one, index) => (index === 16 ? at(700, 510) : one))], SIZE);
    expect(view.scale).toBeCloseTo(SIZE.height / (310 * 1.24), 6);
    expect([view.x + SIZE.width / view.scale / 2, view.y + SIZE.height / view.scale / 2]).toEqual([650, 355]);
    expect(fitted([NOBODY, NOBODY], SIZE)).toEqual(WHOLE);
    fc.assert(
      fc.property(couple, (now) => {
        const { scale, x, y } = fitted(now, SIZE);
        for (const one of now.flat().filter(({ seen }) => seen)) {
          expect(one.x).toBeGreaterThanOrEqual(x - 1e-6);
          expect(one.y).toBeGreaterThanOrEqual(y - 1e-6);
          expect(one.x).toBeLessThanOrEqual(x + SIZE.width / scale + 1e-6);
          expect(one.y).toBeLessThanOrEqual(y + SIZE.height / scale + 1e-6);
        }
      }),
    );
  });

  it("finds places, and shows what lies outside", () => {
    const view = { scale: 4, x: 100, y: 50 };
    expect(placeOf(view, { x: 0.5, y: 1 }, SIZE)).toEqual({ x: 260, y: 230 });
    expect(showing(view, { x: 260, y: 230 }, SIZE)).toBe(view);
    expect(showing(view, { x: 700, y: 400 }, SIZE)).toEqual({ scale: 4, x: 540, y: 310 });
  });
});

describe("which joint is meant", () => {
  const at = (x: number, y: number): Joint => ({ x, y, seen: 2 });
  const lead = NOBODY.map((one, index) => (index === 0 ? at(10, 10) : index === 9 ? at(50, 50) : one));
  const follow = NOBODY.map((one, index) => (index === 10 ? at(54, 50) : one));
  const now: Couple = [lead, follow];

  it("is the nearest, or the chosen one where two hands meet", () => {
    expect(nearest(now, { x: 12, y: 10 }, 8, null)).toEqual({ who: 0, joint: 0 });
    expect(nearest(now, { x: 30, y: 30 }, 8, null)).toBeNull();
    expect(nearest(now, { x: 53, y: 50 }, 8, null)).toEqual({ who: 1, joint: 10 });
    expect(nearest(now, { x: 53, y: 50 }, 8, { who: 0, joint: 9 })).toEqual({ who: 0, joint: 9 });
  });

  it("goes on by keys to the end, and then leaves", () => {
    expect(following(null, false)).toEqual({ who: 0, joint: 0 });
    expect(following({ who: 0, joint: 16 }, false)).toEqual({ who: 1, joint: 0 });
    expect(following({ who: 1, joint: 16 }, false)).toBeNull();
    expect(following({ who: 0, joint: 0 }, true)).toBeNull();
  });

  it("is the next that is missing, the other dancer's when this one has all", () => {
    expect(missing(now, 1)).toHaveLength(16);
    expect(nextMissing(now, null)).toEqual({ who: 0, joint: 1 });
    expect(nextMissing(now, { who: 0, joint: 8 })).toEqual({ who: 0, joint: 10 });
    expect(nextMissing(now, { who: 0, joint: 16 })).toEqual({ who: 0, joint: 1 });
    const whole = NOBODY.map((_, index) => at(index, 1));
    expect(nextMissing([whole, follow], { who: 0, joint: 16 })).toEqual({ who: 1, joint: 0 });
    expect(nextMissing([whole, whole], null)).toBeNull();
  });

  it("may be one that the network was not sure of, until somebody has touched it", () => {
    const told: Couple = [
      NOBODY.map((_, index) => ({ ...at(index, 1), seen: index === 3 ? 1 : 2 })),
      NOBODY.map((_, index) => at(index, 9)),
    ];
    const sure = JOINTS.map((_, joint) => (joint === 3 ? 0.05 : joint === 7 ? 0.2 : 0.8));
    const confidence = [sure, sure.map(() => 0.3)];
    expect(doubtful(told, told, confidence)).toEqual([
      { who: 0, joint: 3 },
      { who: 0, joint: 7 },
    ]);
    expect(ghosts(told, told, confidence)).toEqual([{ who: 0, joint: 3 }]);
    const seen = done(told, { does: "see", spot: { who: 0, joint: 3 }, seen: 2 });
    expect([ghosts(seen, told, confidence), doubtful(seen, told, confidence)]).toEqual([[], [{ who: 0, joint: 7 }]]);
    expect(doubtful(told, told, [])).toEqual([]);
  });
});
