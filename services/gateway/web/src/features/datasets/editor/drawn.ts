/** A picture with both skeletons on it, as a file. */
import { DANCERS } from "@/kit/tokens";
import type { Couple } from "../editing/couple";
import { limbsOf, signOf } from "../Skeletons";

const SMALL = 240;
const QUALITY = 0.9;

export async function drawn(picture: ImageBitmap, couple: Couple): Promise<Blob> {
  const sheet = document.createElement("canvas");
  sheet.width = picture.width;
  sheet.height = picture.height;
  const context = sheet.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.drawImage(picture, 0, 0);
  const size = picture.width / SMALL;
  for (const who of [0, 1] as const) {
    context.strokeStyle = context.fillStyle = who === 0 ? DANCERS.lead : DANCERS.follow;
    context.lineWidth = size / 2;
    context.stroke(new Path2D(limbsOf(couple, who)));
    for (const { x, y, seen } of couple[who]) {
      if (!seen) continue;
      const sign = new Path2D(signOf(who, x, y, size));
      if (seen === 2) context.fill(sign);
      else context.stroke(sign);
    }
  }
  return new Promise((done, failed) =>
    sheet.toBlob((file) => (file ? done(file) : failed(new Error("no picture"))), "image/jpeg", QUALITY),
  );
}
