/** Pictures of a file that is still on this device, by the browser's own player. */

/** Milliseconds after which a player that says nothing is given up */
const PATIENCE = 5000;

export interface OpenVideo {
  video: HTMLVideoElement;
  close: () => void;
}

const heard = (video: HTMLVideoElement, event: "loadeddata" | "seeked") =>
  new Promise<boolean>((resolve) => {
    const done = (good: boolean) => {
      clearTimeout(timer);
      video.removeEventListener(event, well);
      video.removeEventListener("error", badly);
      resolve(good);
    };
    const well = () => done(true);
    const badly = () => done(false);
    const timer = setTimeout(badly, PATIENCE);
    video.addEventListener(event, well);
    video.addEventListener("error", badly);
  });

/** A player of the file, or null where the browser cannot play it. */
export async function openVideo(file: Blob): Promise<OpenVideo | null> {
  const address = URL.createObjectURL(file);
  const video = document.createElement("video");
  const close = () => {
    video.removeAttribute("src");
    URL.revokeObjectURL(address);
  };
  video.muted = true;
  video.playsInline = true;
  video.preload = "auto";
  const loaded = heard(video, "loadeddata");
  video.src = address;
  if ((await loaded) && video.videoWidth > 0) return { video, close };
  close();
  return null;
}

/** The picture shown at a second; `side` bounds its longer side in pixels. */
export async function pictureAt(video: HTMLVideoElement, second: number, side: number) {
  const there = heard(video, "seeked");
  video.currentTime = second;
  if (!(await there)) return null;
  const scale = Math.min(1, side / Math.max(video.videoWidth, video.videoHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d", { willReadFrequently: true })?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** As an address that an image takes. */
export const asJpeg = (canvas: HTMLCanvasElement | null): string | null =>
  canvas?.toDataURL("image/jpeg", 0.85) ?? null;
