/** A film with the couple's skeletons over it, as large as one wants it: two fingers zoom, a drag scrubs or moves. */
import { useGesture } from "@use-gesture/react";
import { type CSSProperties, type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlayedFilm } from "@/api/client";
import { fileAddress } from "@/features/analyses/queries";
import { DANCERS } from "@/kit/tokens";
import { useFreshAddress } from "@/kit/useFreshAddress";
import { fetchRange } from "../queries";
import { clamp, frameAt } from "../time";
import { drawSkeletons, type Shown } from "./drawSkeletons";
import { type Playback, watchFrames } from "./Playback";
import classes from "./Player.module.css";
import { Skeletons } from "./skeletons";

const FARTHEST = 6;
const COLOURS = [DANCERS.lead, DANCERS.follow] as const;
/** Seconds that a drag over the whole width scrubs through at most */
const WIDE = 8;

interface Props {
  analysisId: string;
  film: PlayedFilm;
  playback: Playback;
  shown: Shown;
  label: string;
  /** Of another camera than the one that leads: seconds it began later */
  startsLaterBy?: number;
}

interface View {
  scale: number;
  x: number;
  y: number;
}
const WHOLE: View = { scale: 1, x: 0, y: 0 };

export function Stage({ analysisId, film, playback, shown, label, startsLaterBy }: Props) {
  const { t } = useTranslation("review");
  const video = useRef<HTMLVideoElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(WHOLE);
  const from = useRef({ second: 0, view: WHOLE });
  const refresh = useFreshAddress(video);
  const canvas = useSkeletons(analysisId, film, shown, video, startsLaterBy === undefined ? playback : undefined);

  useEffect(() => {
    if (!video.current) return undefined;
    return startsLaterBy === undefined
      ? playback.attach(video.current)
      : playback.goAlong(video.current, startsLaterBy);
  }, [playback, startsLaterBy]);

  const zoom = (scale: number, [x, y]: [number, number]) => {
    const frame = box.current?.getBoundingClientRect();
    if (!frame) return;
    const next = clamp(scale, 1, FARTHEST);
    setView((old) => held(old, next, x - frame.left, y - frame.top, frame));
  };
  useGesture(
    {
      onDrag: ({ tap, pinching, first, movement: [dx, dy], cancel }) => {
        if (pinching) return cancel();
        if (tap) return playback.toggle();
        const frame = box.current?.getBoundingClientRect();
        if (!frame) return undefined;
        if (first) from.current = { second: playback.second, view };
        if (from.current.view.scale > 1) {
          const { scale, x, y } = from.current.view;
          return setView(within({ scale, x: x + dx, y: y + dy }, frame));
        }
        if (first) playback.pause();
        return playback.seek(from.current.second + (dx / frame.width) * Math.min(WIDE, playback.seconds));
      },
      onPinch: ({ offset: [scale], origin }) => zoom(scale, origin),
      onWheel: ({ event }) => {
        if (!event.ctrlKey) return;
        event.preventDefault();
        zoom(view.scale * Math.exp(-event.deltaY / 300), [event.clientX, event.clientY]);
      },
    },
    {
      target: box,
      eventOptions: { passive: false },
      drag: { filterTaps: true, pointer: { touch: true } },
      pinch: { scaleBounds: { min: 1, max: FARTHEST }, from: () => [view.scale, 0] },
    },
  );
  return (
    <div
      ref={box}
      className={classes.stage}
      style={{ "--ratio": film.width / film.height } as CSSProperties}
      data-zoomed={view.scale > 1 || undefined}
    >
      <div
        className={classes.picture}
        style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}
      >
        <video
          ref={video}
          src={fileAddress(analysisId, film.file)}
          crossOrigin="anonymous"
          onError={refresh}
          playsInline
          muted={startsLaterBy !== undefined}
          preload="auto"
          aria-label={label}
        />
        <canvas ref={canvas} width={film.width} height={film.height} aria-hidden />
      </div>
      {view.scale > 1 && (
        <button type="button" className={classes.whole} onClick={() => setView(WHOLE)}>
          {t("player.whole")}
        </button>
      )}
    </div>
  );
}

/** The same place of the picture stays under the fingers. */
function held(old: View, scale: number, x: number, y: number, frame: DOMRect): View {
  const grown = scale / old.scale;
  return within({ scale, x: x - (x - old.x) * grown, y: y - (y - old.y) * grown }, frame);
}

const within = ({ scale, x, y }: View, { width, height }: DOMRect): View => ({
  scale,
  x: clamp(x, width * (1 - scale), 0),
  y: clamp(y, height * (1 - scale), 0),
});

/** A canvas on which the frame in view has its skeletons. playback: of the film that leads; another one minds itself. */
function useSkeletons(
  id: string,
  film: PlayedFilm,
  shown: Shown,
  video: RefObject<HTMLVideoElement | null>,
  playback: Playback | undefined,
) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [skeletons, setSkeletons] = useState<Skeletons | null>(null);
  const again = useRef<() => void>(undefined);
  useEffect(() => {
    if (!film.skeletons) return undefined;
    let gone = false;
    const found = new Skeletons(fetchRange(id, film.skeletons), () => again.current?.());
    void found.open().then(
      () => !gone && setSkeletons(found),
      () => undefined, // the video is worth looking at without them
    );
    return () => {
      gone = true;
    };
  }, [id, film.skeletons]);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context || !video.current) return undefined;
    let frame = playback?.frame ?? frameAt(video.current.currentTime, film);
    const draw = () => {
      drawSkeletons(context, skeletons?.at(frame) ?? null, shown, COLOURS);
      context.canvas.dataset.frame = String(frame);
    };
    const hear = (next: number) => {
      frame = next;
      draw();
    };
    again.current = draw;
    draw();
    return playback ? playback.onFrame(hear) : watchFrames(video.current, film, hear);
  }, [video, playback, skeletons, shown, film]);
  return canvas;
}
