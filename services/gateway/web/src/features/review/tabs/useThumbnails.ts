/** Small pictures of the couple at moments, read one after the other from a second, unseen player of the same film. */
import { useCallback, useEffect, useRef } from "react";
import type { PlayedFilm } from "@/api/client";
import { fileAddress } from "@/features/analyses/queries";
import { areaOf, type Body, fetchBodies } from "../player/skeletons";
import { fetchRange } from "../queries";
import { frameAt } from "../time";
import type { ReviewState } from "../useReview";

export function useThumbnails({ analysis, film, playback }: ReviewState) {
  const wanted = useRef(new Map<number, Set<HTMLCanvasElement>>());
  const wake = useRef<() => void>(undefined);
  useEffect(() => {
    const video = document.createElement("video");
    let gone = false;
    let at: number | null = null;
    const next = () => {
      const [second] = wanted.current.keys();
      if (gone || at !== null || second === undefined) return;
      at = second;
      video.currentTime = Math.min(second, playback.seconds - 0.5 / film.fps);
    };
    const bodiesAt = async (second: number): Promise<Body[]> => {
      if (!film.skeletons) return [];
      // Without them the whole picture is shown.
      return fetchBodies(fetchRange(analysis.id, film.skeletons), frameAt(second, film)).catch(() => []);
    };
    const paint = async () => {
      if (at === null) return;
      const bodies = await bodiesAt(at);
      if (gone) return;
      for (const canvas of wanted.current.get(at) ?? []) drawAround(canvas, video, bodies, film);
      wanted.current.delete(at);
      at = null;
      next();
    };
    video.crossOrigin = "anonymous";
    video.muted = true;
    video.preload = "metadata";
    video.addEventListener("seeked", () => void paint());
    video.addEventListener("loadedmetadata", next);
    wake.current = () => {
      if (!video.src) video.src = fileAddress(analysis.id, film.file);
      else if (video.readyState > 0) next();
    };
    if (wanted.current.size > 0) wake.current();
    return () => {
      gone = true;
      wake.current = undefined;
      video.removeAttribute("src");
      video.load();
    };
  }, [analysis.id, film, playback]);
  return useCallback((canvas: HTMLCanvasElement | null, second: number) => {
    if (!canvas || canvas.dataset.painted === String(second)) return;
    canvas.dataset.painted = String(second);
    const those = wanted.current.get(second) ?? new Set();
    wanted.current.set(second, those.add(canvas));
    wake.current?.();
  }, []);
}

function drawAround(canvas: HTMLCanvasElement, video: HTMLVideoElement, bodies: Body[], film: PlayedFilm) {
  const { x, y, width, height } = areaOf(bodies, film, canvas.width / canvas.height);
  const scale = video.videoWidth / film.width;
  const context = canvas.getContext("2d");
  context?.drawImage(video, x * scale, y * scale, width * scale, height * scale, 0, 0, canvas.width, canvas.height);
}
