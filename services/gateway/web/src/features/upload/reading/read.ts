/** Reads a chosen file: its container with mediabunny, its pictures with the browser's own player. Loaded when needed. */
import { ALL_FORMATS, BlobSource, Input } from "mediabunny";
import { type FileFacts, UNKNOWN } from "./facts";
import { asJpeg, openVideo, pictureAt } from "./picture";

/** Packets looked at for the frame rate */
const PACKETS = 120;
/** Where pictures are looked at, as shares of the length */
const LOOKS = [0.2, 0.5, 0.8];
const SMALL = 64;
/** Longer side of the picture that is kept, in pixels */
const KEPT = 960;
/** Endings of containers that we know and mediabunny does not: what they hold is seen on the server */
const OTHER_CONTAINERS = /\.(avi|mpe?g|wmv|flv|vob|m2v|3g[p2]|mxf|ogv|asf|mts|m2ts|ts|dv)$/i;

async function readContainer(file: File): Promise<FileFacts> {
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  try {
    if (!(await input.canRead())) return { ...UNKNOWN, video: mayBe(file) };
    const track = await input.getPrimaryVideoTrack();
    const sound = (await input.getPrimaryAudioTrack()) !== null;
    if (!track) return { ...UNKNOWN, video: false, sound };
    const { averagePacketRate } = await track.computePacketStats(PACKETS);
    return {
      video: true,
      seconds: await track.computeDuration(),
      width: await track.getDisplayWidth(),
      height: await track.getDisplayHeight(),
      rate: averagePacketRate,
      sound,
      brightness: null,
      picture: null,
    };
  } catch {
    return { ...UNKNOWN, video: mayBe(file) }; // broken, or in a way of its own: the server looks closer
  } finally {
    input.dispose();
  }
}

/** A container that the browser does not read may hold a video; a letter does not. */
const mayBe = (file: File) => (file.type.startsWith("video/") || OTHER_CONTAINERS.test(file.name) ? null : false);

type Seen = Pick<FileFacts, "brightness" | "picture" | "seconds" | "width" | "height">;

async function readPictures(file: File): Promise<Seen> {
  const player = await openVideo(file);
  if (!player) return { brightness: null, picture: null, seconds: null, width: null, height: null };
  try {
    const { duration, videoWidth, videoHeight } = player.video;
    const lumas: number[] = [];
    for (const share of LOOKS) {
      const picture = await pictureAt(player.video, share * duration, SMALL);
      if (picture) lumas.push(luma(picture));
    }
    const brightness = lumas.length > 0 ? lumas.reduce((sum, one) => sum + one, 0) / lumas.length : null;
    const seconds = Number.isFinite(duration) ? duration : null;
    const picture = await pictureAt(player.video, duration / 2, KEPT);
    return { brightness, picture: asJpeg(picture), seconds, width: videoWidth, height: videoHeight };
  } finally {
    player.close();
  }
}

/** Mean of BT.601's luma. */
function luma(canvas: HTMLCanvasElement): number {
  const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  let sum = 0;
  for (let at = 0; at < pixels.length; at += 4)
    sum += 0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
  return sum / Math.max(1, pixels.length / 4);
}

export async function readFile(file: File): Promise<FileFacts> {
  const told = await readContainer(file);
  if (told.video === false) return told;
  const seen = await readPictures(file);
  return {
    ...told,
    seconds: told.seconds ?? seen.seconds,
    width: told.width ?? seen.width,
    height: told.height ?? seen.height,
    brightness: seen.brightness,
    picture: seen.picture,
  };
}
