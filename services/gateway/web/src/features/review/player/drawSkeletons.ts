/** Draws both dancers' skeletons: lead blue and whole, follow orange and with square joints; what was not seen is faint. */
import type { Body } from "./skeletons";

export type Shown = "both" | "lead" | "follow" | "none";

// biome-ignore format: pairs
/** Joints that a limb connects, as in the library's skeleton.py */
const LIMBS = [
  [5, 7], [7, 9], [6, 8], [8, 10], [5, 6], [5, 11], [6, 12], [11, 12], [11, 13], [13, 15], [12, 14], [14, 16],
  [0, 1], [0, 2], [1, 3], [2, 4], [15, 17], [15, 19], [16, 20], [16, 22],
] as const;

const FAINT = 0.35;
/** Pixels of a picture 720 high */
const LINE = 4;

const isShown = (dancer: number, shown: Shown) => shown === "both" || shown === (dancer === 0 ? "lead" : "follow");

export function drawSkeletons(
  context: CanvasRenderingContext2D,
  bodies: Body[] | null,
  shown: Shown,
  colours: readonly [string, string],
) {
  const { width, height } = context.canvas;
  context.clearRect(0, 0, width, height);
  if (!bodies || shown === "none") return;
  const line = Math.max((LINE * height) / 720, 1.5);
  context.lineCap = "round";
  context.lineWidth = line;
  for (const [dancer, body] of bodies.entries()) {
    if (!isShown(dancer, shown)) continue;
    context.strokeStyle = context.fillStyle = colours[dancer === 0 ? 0 : 1];
    for (const [from, to] of LIMBS) {
      const [one, other] = [body[from], body[to]];
      if (!one || !other) continue;
      context.globalAlpha = one.seen && other.seen ? 0.9 : FAINT;
      context.beginPath();
      context.moveTo(one.x, one.y);
      context.lineTo(other.x, other.y);
      context.stroke();
    }
    for (const joint of body) {
      if (!joint) continue;
      context.globalAlpha = joint.seen ? 1 : FAINT;
      context.beginPath();
      if (dancer === 0) context.arc(joint.x, joint.y, line, 0, 2 * Math.PI);
      else context.rect(joint.x - line, joint.y - line, 2 * line, 2 * line);
      context.fill();
    }
  }
  context.globalAlpha = 1;
}
