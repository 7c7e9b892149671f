/** A picture with what was drawn on it; null where the browser cannot make one. */
export async function compose(picture: HTMLCanvasElement, drawn: SVGSVGElement, type: "image/png" | "image/jpeg") {
  const sheet = document.createElement("canvas");
  sheet.width = picture.width;
  sheet.height = picture.height;
  const context = sheet.getContext("2d");
  if (!context) return null;
  context.drawImage(picture, 0, 0);
  context.drawImage(await pictureOf(drawn, sheet), 0, 0);
  return new Promise<Blob | null>((done) => sheet.toBlob(done, type, 0.9));
}

/** Saved like any download. */
export function saveAs(blob: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function pictureOf(drawn: SVGSVGElement, { width, height }: HTMLCanvasElement): Promise<HTMLImageElement> {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const image = new Image(width, height);
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}
