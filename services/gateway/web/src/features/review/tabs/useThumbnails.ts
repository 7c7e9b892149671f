/** Small pictures of moments, read one after the other from a second, unseen player of the same film. */
import { useCallback, useEffect, useRef } from "react";
import { fileAddress } from "@/features/analyses/queries";
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
    const paint = () => {
      if (at === null) return;
      for (const canvas of wanted.current.get(at) ?? []) drawCovering(canvas, video);
      wanted.current.delete(at);
      at = null;
      next();
    };
    video.crossOrigin = "anonymous";
    video.muted = true;
    video.preload = "metadata";
    video.addEventListener("seeked", paint);
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

function drawCovering(canvas: HTMLCanvasElement, video: HTMLVideoElement) {
  const scale = Math.max(canvas.width / video.videoWidth, canvas.height / video.videoHeight);
  const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
  const [x, y] = [(canvas.width - width) / 2, (canvas.height - height) / 2];
  canvas.getContext("2d")?.drawImage(video, x, y, width, height);
}
