/** By what a file that is chosen again is known: its name, its size, and what stands at its beginning and its end. */
const EDGE = 1024 * 1024;

export async function fingerprint(file: File): Promise<string> {
  const edges = new Blob([file.slice(0, EDGE), file.slice(Math.max(0, file.size - EDGE))]);
  const bytes = await edges.arrayBuffer();
  // Browsers hash on secure pages only; elsewhere the file is known by when it was last changed.
  if (!crypto.subtle) return `${file.lastModified}`;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
