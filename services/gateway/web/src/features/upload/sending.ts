/** Sends a file's parts to their signed addresses and has the video checked. */
import { api, body, type Camera } from "../../api/client";
import { durationOf } from "./duration";

export async function sendVideo(session: string, camera: Camera, file: File, progress: (share: number) => void) {
  const ticket = body(
    await api.POST("/v1/videos", { body: { session_id: session, camera, file_name: file.name, size_bytes: file.size, seconds: await durationOf(file) } }),
  );
  const parts: { number: number; etag: string }[] = [];
  for (const part of ticket.parts) {
    const etag = await put(part.url, file.slice(part.offset, part.offset + part.size), (sent) =>
      progress((part.offset + sent) / file.size),
    );
    parts.push({ number: part.number, etag });
  }
  await api.POST("/v1/videos/{video_id}/complete", { params: { path: { video_id: ticket.video_id } }, body: { parts } });
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
        else reject(new Error("The file could not be stored. Please try again."));
      };
      request.onerror = () => reject(new Error("The connection was lost while the file was sent."));
      request.send(data);
    });
  } catch (error) {
    if (attempts <= 1) throw error;
    await new Promise((wait) => setTimeout(wait, 1500));
    return put(url, data, progress, attempts - 1);
  }
}
