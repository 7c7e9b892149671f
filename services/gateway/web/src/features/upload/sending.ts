/** Sends a file's parts to their signed addresses and has the video checked. */
import { type Camera, Refused } from "@/api/client";
import { durationOf } from "./duration";
import { completeUpload, startUpload } from "./queries";

export async function sendVideo(session: string, camera: Camera, file: File, progress: (share: number) => void) {
  const ticket = await startUpload(session, camera, file, await durationOf(file));
  const parts: { number: number; etag: string }[] = [];
  for (const part of ticket.parts) {
    const etag = await put(part.url, file.slice(part.offset, part.offset + part.size), (sent) =>
      progress((part.offset + sent) / file.size),
    );
    parts.push({ number: part.number, etag });
  }
  await completeUpload(ticket.video_id, parts);
}

/** One PUT with progress; a dropped connection is tried again a few times. */
async function put(url: string, data: Blob, progress: (sent: number) => void, attempts = 4): Promise<string> {
  try {
    return await new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("PUT", url);
      request.upload.onprogress = (event) => progress(event.loaded);
      request.onload = () => {
        const etag = request.getResponseHeader("ETag")?.replaceAll('"', "");
        if (request.status < 300 && etag) resolve(etag);
        else reject(new Refused("", request.status, "not_stored"));
      };
      request.onerror = () => reject(new Refused("", 0, "offline"));
      request.send(data);
    });
  } catch (error) {
    if (attempts <= 1) throw error;
    await new Promise((wait) => setTimeout(wait, 1500));
    return put(url, data, progress, attempts - 1);
  }
}
