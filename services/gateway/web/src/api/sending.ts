/**
 * Sends files with Uppy: several parts of several files at once, to the addresses the server has signed.
 *
 * Uppy always takes an upload up again (`s3Multipart` is set before it begins): it asks which parts are there and sends
 * the others, whether it is the first time, a retry, a pause that ends or a file that was chosen again. Giving up is
 * ours to say: Uppy's own word for it tells the server nothing.
 */
import AwsS3, { type AwsBody } from "@uppy/aws-s3";
import Uppy, { type Meta, type UppyFile } from "@uppy/core";
import { Refused, type Ticket } from "./client";
import { patiently, pause } from "./patience";

/** How a kind of upload is taken up again and ended; what is sent is the same for all. */
export interface UploadServer {
  resume: (id: string) => Promise<Ticket>;
  complete: (id: string, parts: { number: number; etag: string }[]) => Promise<unknown>;
}

/** Requests at a time; browsers have six connections to one server */
const AT_ONCE = 4;
/** Waits before a part is sent again, in milliseconds; a browser that knows it is offline waits for the line instead */
const RETRY_DELAYS = [0, 1000, 3000, 5000, 10_000, 15_000];
/** Rounds in a row in which nothing more has arrived, until we give up */
const ROUNDS = 4;
const SAFE_SECONDS = 60;

interface Sent extends Meta {
  video: string;
  relativePath: string;
}
type SentFile = UppyFile<Sent, AwsBody>;

export interface Listener {
  progress: (sent: number) => void;
  arrived: () => void;
  failed: (error: Error) => void;
}

interface Upload {
  id: string;
  ticket: Ticket;
  server: UploadServer;
  fresh: number;
  listener: Listener;
  /** Bytes that had arrived when the last round began */
  reached: number;
  sent: number;
  rounds: number;
  release: () => void;
}

const running = new Map<string, Upload>();
const partSizes = new WeakMap<object, number>();
const quiet = { debug: () => undefined, warn: () => undefined, error: () => undefined };

const renew = async (upload: Upload, signal?: AbortSignal) => {
  upload.ticket = await patiently(() => upload.server.resume(upload.ticket.video_id), signal);
  upload.fresh = Date.now();
};

const isOld = ({ fresh, ticket }: Upload) => Date.now() - fresh > 1000 * (ticket.expires_in_seconds - SAFE_SECONDS);

function uploadOf(file: SentFile | { meta: Meta }): Upload {
  const upload = running.get((file.meta as Sent).video);
  if (!upload) throw new Error("This upload was cancelled.");
  return upload;
}

let made: Uppy<Sent, AwsBody> | null = null;

function uppy(): Uppy<Sent, AwsBody> {
  if (made) return made;
  made = new Uppy<Sent, AwsBody>({ logger: quiet }).use(AwsS3, {
    limit: AT_ONCE,
    retryDelays: RETRY_DELAYS,
    shouldUseMultipart: true,
    getChunkSize: (data) => partSizes.get(data as object) ?? 0,
    createMultipartUpload: (file) => ({ uploadId: String(file.meta.video), key: String(file.meta.video) }),
    listParts: async (file, { signal }) => {
      const upload = uploadOf(file as SentFile);
      await renew(upload, signal);
      const parts = upload.ticket.parts.flatMap(({ number, size, etag }) =>
        etag ? [{ PartNumber: number, Size: size, ETag: etag }] : [],
      );
      upload.reached = parts.reduce((sum, { Size }) => sum + Size, 0);
      upload.sent = Math.max(upload.sent, upload.reached);
      upload.listener.progress(upload.reached);
      return parts;
    },
    signPart: async (file, { partNumber, signal }) => {
      const upload = uploadOf(file as SentFile);
      if (isOld(upload)) await renew(upload, signal);
      return { url: upload.ticket.parts[partNumber - 1]?.url ?? "" };
    },
    completeMultipartUpload: async (file, { parts, signal }) => {
      const upload = uploadOf(file as SentFile);
      const told = parts.map(({ PartNumber, ETag }) => ({ number: PartNumber ?? 0, etag: ETag ?? "" }));
      await patiently(() => upload.server.complete(upload.ticket.video_id, told), signal);
      return {};
    },
    abortMultipartUpload: () => undefined,
  });
  made.on("upload-progress", (file, { bytesUploaded }) => {
    const upload = file && running.get(file.meta.video);
    if (!upload) return;
    upload.sent = bytesUploaded;
    upload.listener.progress(bytesUploaded);
  });
  made.on("upload-success", (file) => {
    const upload = file && running.get(file.meta.video);
    if (!upload) return;
    forget(upload);
    upload.listener.arrived();
  });
  made.on("upload-error", (file, error) => {
    const upload = file && running.get(file.meta.video);
    if (upload) void again(upload, error as unknown as Error);
  });
  return made;
}

/** Take it up again after a while, as long as more and more of it arrives. */
async function again(upload: Upload, error: Error) {
  upload.rounds = upload.sent > upload.reached ? 1 : upload.rounds + 1;
  const final = error instanceof Refused && error.code !== "parts_missing";
  if (final || upload.rounds > ROUNDS) {
    forget(upload);
    // What the store has answered is no sentence for people.
    upload.listener.failed(error instanceof Refused ? error : new Refused("", 0, "not_stored"));
    return;
  }
  await pause(1000 * upload.rounds);
  if (running.has(upload.ticket.video_id))
    uppy()
      .retryUpload(upload.id)
      .catch(() => undefined);
}

function forget(upload: Upload) {
  running.delete(upload.ticket.video_id);
  upload.release();
  // Not in the middle of what Uppy is saying about it.
  setTimeout(() => made?.getFile(upload.id) && made.removeFile(upload.id));
}

/** One window sends a file, others look on; false when another does already. */
function claim(video: string): Promise<(() => void) | null> {
  if (!navigator.locks) return Promise.resolve(() => undefined);
  return new Promise((resolve) => {
    void navigator.locks.request(video, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(null);
      return new Promise<void>((release) => resolve(release));
    });
  });
}

/** Send a file that the server has admitted, from where it stands. */
export async function send(ticket: Ticket, file: File, listener: Listener, server: UploadServer) {
  if (running.has(ticket.video_id)) return;
  const release = await claim(ticket.video_id);
  if (!release) return;
  const data = file.slice(0, file.size);
  partSizes.set(data, ticket.parts[0]?.size ?? 0);
  const video = ticket.video_id;
  // The path makes it another file for Uppy when the same one is sent twice.
  const id = uppy().addFile({ name: file.name, type: file.type, data, meta: { video, relativePath: video } as Sent });
  uppy().setFileState(id, { s3Multipart: { key: video, uploadId: video } } as Partial<SentFile>);
  running.set(video, { id, ticket, server, fresh: Date.now(), listener, reached: 0, sent: 0, rounds: 0, release });
  uppy()
    .upload()
    .catch(() => undefined);
}

export function setPaused(video: string, paused: boolean) {
  const upload = running.get(video);
  if (upload && uppy().getFile(upload.id)?.isPaused !== paused) uppy().pauseResume(upload.id);
}

/** Stop sending; what the server has is not ours to say here. */
export function stop(video: string) {
  const upload = running.get(video);
  if (upload) forget(upload);
}

export const isSending = (video: string) => running.has(video);
