import { expect, it, vi } from "vitest";
import { areaOf, fetchBodies, HEADER, readHeader, Skeletons } from "./skeletons";

const FPS = 10;
const FRAMES = 450;
const JOINTS = 2;

/** As skeletons.py packs them: in frame n the lead's first joint lies at x = n, the follow's second one nowhere. */
function file(): ArrayBuffer {
  const stride = JOINTS * 2 * 5;
  const view = new DataView(new ArrayBuffer(HEADER + FRAMES * stride));
  for (const [at, letter] of [..."DSK1"].entries()) view.setUint8(at, letter.charCodeAt(0));
  view.setUint16(4, JOINTS, true);
  view.setUint16(6, 2, true);
  view.setUint32(8, FRAMES, true);
  view.setFloat32(12, FPS, true);
  for (let frame = 0; frame < FRAMES; frame += 1) {
    const from = HEADER + frame * stride;
    view.setInt16(from, frame * 8, true);
    view.setInt16(from + 2, 12, true);
    view.setInt16(from + 12, -32768, true);
    view.setUint8(from + 16, 255);
  }
  return view.buffer;
}

it("reads a header, and refuses another file", () => {
  expect(readHeader(file())).toMatchObject({ joints: 2, dancers: 2, frames: 450, fps: 10, stride: 20 });
  expect(() => readHeader(new ArrayBuffer(HEADER))).toThrow();
});

it("fetches parts as they are needed, each once, and the next before it is", async () => {
  const bytes = file();
  const fetch = vi.fn(async (first: number, last: number) => bytes.slice(first, last + 1));
  const arrived = vi.fn();
  const skeletons = new Skeletons(fetch, arrived);
  await skeletons.open();
  expect(fetch).toHaveBeenCalledTimes(2);
  const [lead, follow] = skeletons.at(3) ?? [];
  expect(lead?.[0]).toEqual({ x: 3, y: 1.5, seen: true });
  expect(lead?.[1]?.seen).toBe(false);
  expect(follow?.[1]).toBeNull();
  expect(fetch).toHaveBeenCalledTimes(2);
  skeletons.at(150);
  expect(fetch).toHaveBeenCalledTimes(3);
  await vi.waitFor(() => expect(arrived).toHaveBeenCalledTimes(2));
  expect(skeletons.at(399)?.[0]?.[0]?.x).toBe(399);
  await vi.waitFor(() => expect(skeletons.at(449)?.[0]?.[0]?.x).toBe(449));
});

it("asks again for a part that did not come", async () => {
  const bytes = file();
  let broken = false;
  const skeletons = new Skeletons(
    async (first, last) => {
      if (broken) throw new Error("offline");
      return bytes.slice(first, last + 1);
    },
    () => undefined,
  );
  await skeletons.open();
  broken = true;
  expect(skeletons.at(300)).toBeNull();
  await Promise.resolve();
  broken = false;
  await vi.waitFor(() => expect(skeletons.at(300)).not.toBeNull());
});

it("reads one frame alone", async () => {
  const bytes = file();
  const bodies = await fetchBodies(async (first, last) => bytes.slice(first, last + 1), 7);
  expect(bodies[0]?.[0]?.x).toBe(7);
});

it("finds the part of a picture in which the couple is, and stays in the picture", () => {
  const body = (x: number, y: number) => [{ x, y, seen: true }];
  const picture = { width: 1280, height: 720 };
  const area = areaOf([body(600, 200), body(700, 500)], picture, 16 / 9);
  expect(area.height).toBeCloseTo(450);
  expect(area.width / area.height).toBeCloseTo(16 / 9);
  expect(area.x + area.width / 2).toBeCloseTo(650);
  expect(areaOf([body(10, 200), body(30, 500)], picture, 16 / 9).x).toBe(0);
  expect(areaOf([], picture, 16 / 9)).toEqual({ x: 0, y: 0, width: 1280, height: 720 });
});
