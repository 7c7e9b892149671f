/**
 * Both dancers' joints of every frame, fetched in parts as they are needed. The layout is that of skeletons.py:
 * a header of 16 bytes, then frames of one length, each with places in eighths of a pixel and confidences.
 */
import { clamp } from "../time";

export const HEADER = 16;
const STEP = 1 / 8;
const UNKNOWN = -32768;
/** Below it a joint was inferred from partner and time, not seen */
export const SEEN = 0.15;
/** Seconds that are fetched at a time */
const PART = 20;

export interface Joint {
  x: number;
  y: number;
  seen: boolean;
}
/** By joint; null where it has no place */
export type Body = (Joint | null)[];

export interface Layout {
  joints: number;
  dancers: number;
  frames: number;
  fps: number;
  stride: number;
}

export function readHeader(bytes: ArrayBuffer): Layout {
  const view = new DataView(bytes);
  const name = String.fromCharCode(...new Uint8Array(bytes, 0, 4));
  if (name !== "DSK1") throw new Error(`unknown skeletons: ${name}`);
  const joints = view.getUint16(4, true);
  const dancers = view.getUint16(6, true);
  return {
    joints,
    dancers,
    frames: view.getUint32(8, true),
    fps: view.getFloat32(12, true),
    stride: joints * dancers * 5,
  };
}

/** The dancers of one frame, lead first, from the bytes of that frame. */
export function readBodies(bytes: DataView, { joints, dancers }: Pick<Layout, "joints" | "dancers">): Body[] {
  return Array.from({ length: dancers }, (_, dancer) =>
    Array.from({ length: joints }, (_joint, joint) => {
      const at = dancer * joints + joint;
      const x = bytes.getInt16(4 * at, true);
      if (x === UNKNOWN) return null;
      const confidence = bytes.getUint8(4 * joints * dancers + at) / 255;
      return { x: x * STEP, y: bytes.getInt16(4 * at + 2, true) * STEP, seen: confidence >= SEEN };
    }),
  );
}

export type Bytes = (first: number, last: number) => Promise<ArrayBuffer>;

/** The dancers of one frame alone. */
export async function fetchBodies(bytes: Bytes, frame: number): Promise<Body[]> {
  const layout = readHeader(await bytes(0, HEADER - 1));
  const from = HEADER + Math.min(frame, layout.frames - 1) * layout.stride;
  return readBodies(new DataView(await bytes(from, from + layout.stride - 1)), layout);
}

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Room around bodies, as a share of their height */
const ROOM = 0.25;

/** The part of a picture, of some ratio of width to height, in which bodies are seen; all of it where there are none. */
export function areaOf(bodies: Body[], picture: { width: number; height: number }, ratio: number): Area {
  const seen = bodies.flat().filter((joint) => joint?.seen) as Joint[];
  const [xs, ys] = [seen.map(({ x }) => x), seen.map(({ y }) => y)];
  const tall = (Math.max(...ys) - Math.min(...ys)) * (1 + 2 * ROOM);
  const widest = Math.min(picture.width, picture.height * ratio);
  const wide = seen.length > 0 ? Math.max(tall * ratio, Math.max(...xs) - Math.min(...xs)) : widest;
  const width = Math.min(wide, widest);
  const height = width / ratio;
  const middle = (values: number[], whole: number) =>
    values.length > 0 ? (Math.max(...values) + Math.min(...values)) / 2 : whole / 2;
  return {
    x: clamp(middle(xs, picture.width) - width / 2, 0, picture.width - width),
    y: clamp(middle(ys, picture.height) - height / 2, 0, picture.height - height),
    width,
    height,
  };
}

export class Skeletons {
  private layout: Layout | null = null;
  private parts = new Map<number, DataView | "coming">();

  /** bytes: those [first, last] of the file. arrived: something new can be drawn. */
  constructor(
    private bytes: Bytes,
    private arrived: () => void,
  ) {}

  async open() {
    this.layout = readHeader(await this.bytes(0, HEADER - 1));
    await this.load(0);
  }

  /** The dancers of a frame; null while they are on their way. Has the next part fetched before it is needed. */
  at(frame: number): Body[] | null {
    if (!this.layout) return null;
    const { fps, stride, frames } = this.layout;
    const each = Math.round(PART * fps);
    const part = Math.floor(frame / each);
    void this.load(part);
    if (frame - part * each > each / 2 && (part + 1) * each < frames) void this.load(part + 1);
    const bytes = this.parts.get(part);
    if (!bytes || bytes === "coming") return null;
    const from = (frame - part * each) * stride;
    if (from + stride > bytes.byteLength) return null;
    return readBodies(new DataView(bytes.buffer, bytes.byteOffset + from, stride), this.layout);
  }

  private async load(part: number) {
    if (!this.layout || this.parts.has(part)) return;
    this.parts.set(part, "coming");
    const { fps, stride, frames } = this.layout;
    const each = Math.round(PART * fps);
    const [first, last] = [part * each, Math.min((part + 1) * each, frames)];
    try {
      const bytes = await this.bytes(HEADER + first * stride, HEADER + last * stride - 1);
      this.parts.set(part, new DataView(bytes));
      this.arrived();
    } catch {
      this.parts.delete(part); // the next frame asks again
    }
  }
}
