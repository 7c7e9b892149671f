/** A frame, as large as one wants it, with joints that can be taken: by mouse, by finger, by keys. */
import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useGesture } from "@use-gesture/react";
import { type CSSProperties, type KeyboardEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Command, done } from "../editing/commands";
import { type Couple, jointAt, type Point, type Spot, sameSpot } from "../editing/couple";
import { following, nearest } from "../editing/spots";
import { CLOSEST, inside, moved, pinched, placeOf, type Size, showing, type View, zoomed } from "../editing/view";
import { Skeletons } from "../Skeletons";
import { Chosen } from "./Chosen";
import classes from "./editor.module.css";

/** Pixels of the screen: of a joint at most and at least, and where between them, by the stage's width */
const JOINT = { most: 5, least: 2.5, share: 1 / 150 };
const REACH = { mouse: 12, finger: 26 };
const KEY_PAN = 0.1;
/** How fast a wheel zooms */
const WHEEL = 400;

const STEPS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

interface Props {
  picture: string;
  size: Size;
  couple: Couple;
  /** Joints that were hardly found: a click says that they are there */
  ghosts: readonly Spot[];
  view: View;
  setView: (next: (view: View) => View) => void;
  chosen: Spot | null;
  choose: (spot: Spot | null) => void;
  /** A missing joint was placed: the next one's turn */
  place: (spot: Spot, at: Point) => void;
  act: (command: Command, run?: string) => void;
  /** Somebody else is at it */
  still: boolean;
}

interface Grip {
  command: (by: Point) => Command | null;
  view: View;
}

export function Stage(props: Props) {
  const { picture, size, couple, ghosts, view, setView, chosen, choose, place, act, still } = props;
  const { t } = useTranslation("datasets");
  const help = useId();
  const sheet = useRef<HTMLDivElement>(null);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const grip = useRef<Grip | null>(null);
  const [preview, setPreview] = useState<Command | null>(null);
  const [hovered, setHovered] = useState<Spot | null>(null);
  /** Of a joint in pixels of the picture; before the stage has a width, what most widths give */
  const joint =
    ((width ? Math.min(Math.max(width * JOINT.share, JOINT.least), JOINT.most) / width : JOINT.share) * size.width) /
    view.scale;
  const shown = preview ? done(couple, preview) : couple;

  /** Of the stage, 0 to 1 */
  const shareOf = ([x, y]: [number, number]): Point => {
    const box = sheet.current?.getBoundingClientRect();
    return box ? { x: (x - box.left) / box.width, y: (y - box.top) / box.height } : { x: 0, y: 0 };
  };
  const at = (where: [number, number]): Point => placeOf(view, shareOf(where), size);
  /** Pixels of the screen that one of the picture has */
  const scaleNow = () => ((sheet.current?.getBoundingClientRect().width ?? size.width) * view.scale) / size.width;
  const found = (place: Point, touch: boolean) =>
    nearest(couple, place, (touch ? REACH.finger : REACH.mouse) / scaleNow(), chosen);

  const tapped = (where: Point, touch: boolean, remove: boolean) => {
    const spot = found(where, touch);
    if (spot && remove && !still) act({ does: "remove", spot });
    else if (spot) {
      choose(spot);
      if (!still && ghosts.some((one) => sameSpot(one, spot))) act({ does: "see", spot, seen: 2 });
    } else if (chosen && !still && !jointAt(couple, chosen).seen) place(chosen, where);
    else choose(null);
  };
  const gripOf = (from: Point, touch: boolean, whole: boolean): Grip => {
    const spot = still ? null : found(from, touch);
    if (!spot) return { view, command: () => null };
    choose(spot);
    const { x, y } = jointAt(couple, spot);
    return {
      view,
      command: (by) =>
        whole
          ? { does: "shift", who: spot.who, by }
          : { does: "move", spot, to: inside({ x: x + by.x, y: y + by.y }, size) },
    };
  };
  useGesture(
    {
      onDrag: ({ tap, first, last, canceled, pinching, cancel, xy, initial, event, shiftKey, ctrlKey, metaKey }) => {
        const touch = (event as PointerEvent).pointerType === "touch";
        if (pinching) {
          grip.current = null;
          setPreview(null);
          return cancel();
        }
        if (tap) return tapped(at(xy), touch, ctrlKey || metaKey);
        if (first) grip.current = gripOf(at(initial), touch, shiftKey);
        const held = grip.current;
        if (!held) return undefined;
        const scale = scaleNow();
        const by = { x: (xy[0] - initial[0]) / scale, y: (xy[1] - initial[1]) / scale };
        const command = held.command(by);
        if (!command) return setView(() => moved(held.view, by, size));
        setPreview(last ? null : command);
        if (last) grip.current = null;
        if (last && !canceled) act(command);
        return undefined;
      },
      onPinch: ({ offset: [next], origin, first, memo, event }) => {
        if (event.cancelable) event.preventDefault();
        const between: Point = first ? at(origin) : memo;
        setView(() => pinched(next, between, shareOf(origin), size));
        return between;
      },
      onWheel: ({ event }) => {
        if (event.ctrlKey) return; // told as a pinch
        event.preventDefault();
        const under = at([event.clientX, event.clientY]);
        setView((old) => zoomed(old, old.scale * Math.exp(-event.deltaY / WHEEL), under, size));
      },
      onMove: ({ xy, dragging, event }) => {
        if (!dragging && event.pointerType === "mouse") setHovered(found(at(xy), false));
      },
    },
    {
      target: sheet,
      eventOptions: { passive: false },
      drag: { filterTaps: true, pointer: { keys: false } },
      pinch: { scaleBounds: { min: 1, max: CLOSEST }, from: () => [view.scale, 0] },
    },
  );
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.key === "Tab") {
      const next = following(chosen, event.shiftKey);
      // Behind the last joint the next part of the page follows.
      if (chosen === null && event.shiftKey) return;
      choose(next);
      if (!next) return;
      const joint = jointAt(couple, next);
      if (joint.seen) setView((old) => showing(old, joint, size));
    } else if (step && !event.ctrlKey && !event.metaKey) {
      const joint = chosen && jointAt(couple, chosen);
      const far = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
      if (chosen && joint?.seen && !still) {
        const to = inside({ x: joint.x + step.x * far, y: joint.y + step.y * far }, size);
        act({ does: "move", spot: chosen, to }, `keys ${chosen.who} ${chosen.joint}`);
        setView((old) => showing(old, to, size));
      } else {
        const by = {
          x: (-step.x * size.width * KEY_PAN) / view.scale,
          y: (-step.y * size.height * KEY_PAN) / view.scale,
        };
        setView((old) => moved(old, by, size));
      }
    } else if (event.key === "Enter" && chosen && !still && !jointAt(couple, chosen).seen) {
      place(chosen, placeOf(view, { x: 0.5, y: 0.5 }, size));
    } else if (event.key === "Escape") {
      grip.current = null;
      setPreview(null);
      choose(null);
    } else return;
    event.preventDefault();
  };
  const names = [...(chosen ? [chosen] : []), ...(hovered ? [hovered] : [])];
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a picture that takes keys has no element of its own */}
      <div
        ref={useMergedRef(sheet, ref)}
        className={classes.stage}
        style={{ "--ratio": size.width / size.height } as CSSProperties}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: joints are chosen and moved by keys
        tabIndex={0}
        aria-label={t("stage")}
        aria-describedby={help}
        data-placing={(chosen && !jointAt(couple, chosen).seen) || undefined}
        data-joint={hovered ? true : undefined}
        onKeyDown={press}
        onPointerLeave={() => setHovered(null)}
      >
        <svg viewBox={`${view.x} ${view.y} ${size.width / view.scale} ${size.height / view.scale}`} aria-hidden>
          <image href={picture} width={size.width} height={size.height} />
          <Skeletons couple={shown} size={joint} ghosts={preview ? [] : ghosts} />
          {names.map((spot, index) => (
            <Chosen key={index === 0 && chosen ? "chosen" : "hovered"} couple={shown} spot={spot} size={joint} />
          ))}
        </svg>
      </div>
      <p id={help} className={classes.unseen}>
        {t("stageKeys")}
      </p>
    </>
  );
}
