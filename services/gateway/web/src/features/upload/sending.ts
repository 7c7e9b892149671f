/** Sends a file's parts to their signed addresses and has the video checked. */
import { type Camera, Refused } from "@/api/client";
import { durationOf } from "./duration";
import { completeUpload, resumeUpload, startUpload } from "./queries";

/** How often an upload is taken up again by itself. */
const RESUMES = 3;

export async function sendVideo(session: string, camera: Camera, file: File, progress: (share: number) => void) {
  let ticket = await startUpload(session, camera, file, await durationOf(file));
  const etags = new Map<number, string>();
  for (let resumed = 0; ; resumed++) {
    try {
      for (const part of ticket.parts.filter(({ number }) => !etags.has(number))) {
        const data = file.slice(part.offset, part.offset + part.size);
        etags.set(part.number, await put(part.url, data, (sent) => progress((part.offset + sent) / file.size)));
      }
      const parts = [...etags].map(([number, etag]) => ({ number, etag }));
      await completeUpload(ticket.video_id, parts);
      return;
    } catch (error) {
      if (resumed === RESUMES || !canResume(error)) throw error;
      for (const number of error.parts) etags.delete(number);
      ticket = await resumeUpload(ticket.video_id);
    }
  }
}

/** Parts are missing, or an address was no longer good: the rest is sent to fresh addresses. */
const canResume = (error: unknown): error is Refused =>
  error instanceof Refused && ["parts_missing", "not_stored"].includes(error.code);

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
