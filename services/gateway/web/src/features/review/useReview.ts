/** All that a review holds beside the analysis: the film that plays, what is selected, left out, tapped and shown. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Analysis, Camera, PlayedFilm, Span } from "@/api/client";
import { useToast } from "@/kit/toast";
import { Playback } from "./player/Playback";
import { type Lanes, reviews } from "./queries";
import { between, merge, withSpan } from "./spans";
import { hintsOf, withTap } from "./taps";
import { useReviewDraft } from "./useReviewDraft";

const OVERLAY = "overlay.mp4";
const FEW = 2;

/** The cameras' films, first one first. Runs from before there were joints to draw have them in the picture. */
export function filmsOf({ films = {}, files = [] }: Analysis): [Camera, PlayedFilm][] {
  const drawn = (camera: string) => (camera === "A" ? OVERLAY : OVERLAY.replace(".", `-${camera}.`));
  return Object.entries(films)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([camera, film]) => [
      camera as Camera,
      !film.skeletons && files.includes(drawn(camera)) ? { ...film, file: drawn(camera) } : film,
    ]);
}

export type ReviewState = ReturnType<typeof useReview>;

export function useReview(analysis: Analysis, film: PlayedFilm) {
  const { t } = useTranslation("review");
  const toast = useToast();
  const { fps, frames } = film;
  const playback = useMemo(() => new Playback({ fps, frames }), [fps, frames]);
  const { data: lanes } = useQuery(reviews.lanes(analysis.id, analysis.files ?? []));
  const { draft, change, forget, changed } = useReviewDraft(analysis);
  const { exclusions, taps } = draft;
  const leave = (spans: Span[]) => change({ exclusions: spans });
  const [selection, select] = useState<Span | null>(null);
  const [mark, setMark] = useState<number | null>(null);
  const [picked, setPicked] = useState<string[] | null>(null);
  /** The player's: the frame in view with its skeletons */
  const look = useRef<() => Promise<ImageBitmap | null>>(async () => null);
  const [pinned, pin] = useState<Blob | null>(null);
  const refuse = (word: string) => toast.refused(t(`segments.impossible.${word as "short"}`));
  /** A span more, or in place of another; a word to the reader where that is impossible. */
  const put = (span: Span, instead?: number) => {
    const spans = withSpan(exclusions, span, playback.seconds, instead);
    if (typeof spans === "string") return refuse(spans);
    return leave(spans);
  };
  return {
    analysis,
    film,
    playback,
    lanes: lanes as Lanes | undefined,
    draft,
    change,
    changed,
    hints: hintsOf(taps, draft.dance),
    selection,
    select,
    mark,
    look,
    pinned,
    pin,
    chosen: picked ?? firstChoice(analysis, lanes),
    choose: setPicked,
    put,
    takeBack: (index: number) => leave(exclusions.filter((_, other) => other !== index)),
    reset: forget,
    leaveOut: (span: Span) => {
      put(span);
      select(null);
    },
    /** While an edge is dragged; in the end what meets is joined. */
    moveSpan: (index: number, span: Span, done: boolean) => {
      const moved = exclusions.map((one, other) => (other === index ? span : one));
      leave(done ? merge(moved, playback.seconds) : moved);
    },
    markStart: () => {
      setMark(playback.second);
      select(null);
    },
    markEnd: () => {
      if (mark === null) return refuse("noStart");
      const span = between(mark, playback.second);
      if (playback.second <= mark) return refuse("backwards");
      setMark(null);
      return select(span);
    },
    tap: () => {
      if (playback.state.playing) change({ taps: withTap(taps, playback.second) });
      else toast.refused(t("tap.paused"));
    },
  };
}

/** What is most worth working on, where it can be seen over time. */
function firstChoice({ result }: Analysis, lanes: Lanes | undefined): string[] {
  const drawn = new Set(lanes?.metrics.map((lane) => lane.metric));
  const wanted = [...(result?.deficits ?? []).map((one) => one.metric), "sway", "rise_and_fall"];
  return [...new Set(wanted)].filter((name) => drawn.has(name)).slice(0, FEW);
}
