/**
 * What comes next for a draft: its session is opened, its files are sent, its crops told, its analysis begun.
 *
 * Called whenever something has changed. It reads where the draft stands and does one thing after another, so a reload,
 * a dropped line or a second call at the wrong moment change nothing. A session of the server belongs to a couple, so
 * nothing is sent before it is known whose recording it is.
 */
import { type Camera, Refused, type Ticket } from "@/api/client";
import { follow } from "@/api/live";
import { patiently } from "@/api/patience";
import { INSIGHT } from "@/kit/insights";
import { patiently as loaded } from "@/kit/lazily";
import { arrived, type Draft, type DraftVideo, type Problem, sameCrop, sends, usable, videosOf } from "../drafts/draft";
import {
  catchUp,
  changeDraft,
  changeVideo,
  draftOf,
  fileOf,
  noteSent,
  removeDraft,
  removeVideo,
  store,
} from "../drafts/store";
import {
  beginAnalysis,
  cancelUpload,
  changeSession,
  cropVideo,
  openSession,
  readVideo,
  resumeUpload,
  startUpload,
  VIDEOS,
} from "../queries";

/** As the gateway tells it (`live/session.py`) */
interface LiveSession {
  videos: { camera: Camera; state: string; percent: number }[];
}

/** Uppy comes with the first file. */
const sender = () => loaded(() => import("@/api/sending"));

const saying = (error: unknown): Problem =>
  error instanceof Refused
    ? { code: error.code, message: error.message, details: error.details }
    : { code: "broken", message: "" };

const words = ({ dance, language, notes }: Draft) => ({ dance: dance ?? "waltz", language: language ?? "en", notes });

const busy = new Set<string>();
const wanted = new Set<string>();

/** One window at a time: what is begun twice would be two sessions, or two analyses. */
async function alone(id: string, deed: () => Promise<void>) {
  if (!navigator.locks) return deed();
  return navigator.locks.request(`draft ${id}`, async () => {
    await catchUp(id);
    await deed();
  });
}

export async function advance(id: string): Promise<void> {
  wanted.add(id);
  if (busy.has(id)) return;
  busy.add(id);
  try {
    await alone(id, async () => {
      while (wanted.delete(id)) {
        for (let draft = draftOf(id); draft && (await oneStep(draft)); draft = draftOf(id));
      }
    });
  } catch (error) {
    changeDraft(id, { problem: saying(error) });
  } finally {
    busy.delete(id);
    if (turn === id) turn = null;
    if (wanted.has(id)) void advance(id);
    else sendNext(id);
  }
}

/** The draft that is about to be sent */
let turn: string | null = null;

const all = () => Object.values(store.getState().drafts);
const waits = (draft: Draft) =>
  videosOf(draft).some(({ camera, state }) => state === "held" && fileOf(draft.id, camera) !== undefined);

/** Recordings are sent one after the other: the first is analysed while the next is on its way. */
function takeTurn(draft: Draft): boolean {
  if (all().some((other) => other.id !== draft.id && sends(other))) return false;
  turn ??= draft.id;
  return turn === draft.id;
}

/** Where the line is free: whoever has waited longest. */
function sendNext(but?: string) {
  if (turn !== null || all().some(sends)) return;
  const next = all()
    .filter((draft) => draft.id !== but && waits(draft) && draft.couple && !draft.problem && !draft.analysis)
    .sort((one, other) => one.made - other.made)[0];
  if (next) void advance(next.id);
}

/** Do the next thing; false when there is nothing to do for now. */
async function oneStep(draft: Draft): Promise<boolean> {
  const videos = usable(draft);
  if (draft.analysis || !draft.couple || videos.length === 0) return false;
  const { couple } = draft;
  if (waits(draft) && !takeTurn(draft)) return false;
  if (!draft.session) {
    const opened = await patiently(() => openSession(couple, words(draft)));
    changeDraft(draft.id, { session: opened.id, problem: null });
    return true;
  }
  const { session } = draft;
  for (const video of videos) if (await oneVideoStep(draft, session, video)) return true;
  if (!draft.started || !videos.every(arrived)) return watch(draft, session);
  await patiently(() => changeSession(session, words(draft)));
  const analysis = await patiently(() => beginAnalysis(session, draft.insight ?? INSIGHT));
  changeDraft(draft.id, { analysis: analysis.id, problem: null });
  return true;
}

async function oneVideoStep(draft: Draft, session: string, video: DraftVideo): Promise<boolean> {
  const file = fileOf(draft.id, video.camera);
  if (video.state === "held" && file) {
    const told = { name: video.name, size: video.size, seconds: video.facts.seconds ?? 0 };
    await forVideo(draft.id, video.camera, async () => {
      const ticket = await patiently(() => startUpload(session, video.camera, told));
      await begin(draft.id, video.camera, ticket, file);
    });
    return true;
  }
  const { id, crop } = video;
  if (!id || sameCrop(crop, video.cropTold)) return false;
  await forVideo(draft.id, video.camera, async () => {
    await patiently(() => cropVideo(id, crop));
    changeVideo(draft.id, video.camera, { cropTold: crop, ...(video.state === "ready" ? { state: "arrived" } : {}) });
  });
  return true;
}

/** What the server refuses about a video is said beside it, and ends it. */
async function forVideo(id: string, camera: Camera, deed: () => Promise<void>) {
  try {
    await deed();
  } catch (error) {
    changeVideo(id, camera, { state: "refused", problem: saying(error) });
  }
}

async function begin(id: string, camera: Camera, ticket: Ticket, file: File) {
  changeVideo(id, camera, { id: ticket.video_id, state: "sending", problem: null });
  const { send } = await sender();
  await send(
    ticket,
    file,
    {
      progress: (sent) => noteSent(id, camera, sent),
      arrived: () => {
        const size = draftOf(id)?.videos[camera]?.size ?? 0;
        changeVideo(id, camera, { state: "arrived", sent: size });
        void advance(id);
      },
      failed: (error) => changeVideo(id, camera, { state: "refused", problem: saying(error) }),
    },
    VIDEOS,
  );
}

/** The file of an upload that was begun before is here again: only what is missing of it is sent. */
export async function takeUp(id: string, camera: Camera) {
  const video = draftOf(id)?.videos[camera];
  const file = fileOf(id, camera);
  if (!video || !file) return;
  await forVideo(id, camera, async () => {
    const ticket = video.id ? await ticketOf(video.id) : null;
    if (ticket === "arrived") changeVideo(id, camera, { state: "arrived", sent: video.size });
    else if (ticket) await begin(id, camera, ticket, file);
    // It was given up meanwhile, or had never begun.
    else changeVideo(id, camera, { id: null, state: "held", sent: 0, cropTold: null, problem: null });
  });
  await advance(id);
}

async function ticketOf(video: string): Promise<Ticket | "arrived" | null> {
  try {
    const { state } = await patiently(() => readVideo(video));
    if (state === "rejected") return null;
    return state === "uploading" ? await patiently(() => resumeUpload(video)) : "arrived";
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return null;
    throw error;
  }
}

/** Whichever window sends it hears of it. */
export function setPaused(id: string, camera: Camera, paused: boolean) {
  if (draftOf(id)?.videos[camera]?.id) changeVideo(id, camera, { state: paused ? "paused" : "sending" });
}

/** Give up one video: it is sent no further and counts no more. */
export async function dropVideo(id: string, camera: Camera) {
  const video = draftOf(id)?.videos[camera];
  removeVideo(id, camera);
  // Without a recording it is open again whose it is.
  const left = draftOf(id);
  if (left && videosOf(left).length === 0) changeDraft(id, { session: null });
  if (!video?.id) return;
  const { id: sent, state } = video;
  (await sender()).stop(sent);
  // One that has ended already has nothing left to be given up.
  if (state !== "ready" && state !== "arrived") await patiently(() => cancelUpload(sent)).catch(() => undefined);
}

export async function dropDraft(id: string) {
  const videos = videosOf(draftOf(id) ?? ({ videos: {} } as Draft));
  await Promise.all(videos.map(({ camera }) => dropVideo(id, camera)));
  removeDraft(id);
}

const watched = new Map<string, () => void>();

/** Hear from the server when the videos are checked. */
function watch(draft: Draft, session: string): false {
  const checking = videosOf(draft).some(({ state }) => state === "arrived");
  if (!checking || watched.has(draft.id)) return false;
  const end = () => {
    watched.get(draft.id)?.();
    watched.delete(draft.id);
  };
  const stop = follow<LiveSession>("session", session, ({ told }) => {
    for (const { camera, state } of told.videos) {
      const video = draftOf(draft.id)?.videos[camera];
      if (video?.state !== "arrived") continue;
      if (state === "ready") changeVideo(draft.id, camera, { state: "ready" });
      if (state === "rejected" && video.id) void refused(draft.id, camera, video.id);
    }
    if (!videosOf(draftOf(draft.id) ?? draft).some(({ state }) => state === "arrived")) end();
  });
  watched.set(draft.id, stop);
  return false;
}

async function refused(id: string, camera: Camera, video: string) {
  const { error_code, error_message } = await patiently(() => readVideo(video));
  const problem = { code: error_code ?? "video_unsuitable", message: error_message ?? "" };
  changeVideo(id, camera, { state: "refused", problem });
}

/** After the drafts were read: see what has become of them, and go on. Others' uploads on this device stand still. */
export async function goOn(owner: string) {
  for (const draft of Object.values(store.getState().drafts)) {
    if (draft.owner !== owner) {
      for (const { camera, state } of videosOf(draft)) if (state === "sending") setPaused(draft.id, camera, true);
      continue;
    }
    for (const video of videosOf(draft))
      if (video.state === "lost" && video.id) void look(draft.id, video.camera, video.id);
    void advance(draft.id);
  }
}

/** A window that was closed at the last moment may have sent everything. */
async function look(id: string, camera: Camera, video: string) {
  const ticket = await ticketOf(video).catch(() => null);
  const now = draftOf(id)?.videos[camera];
  if (now?.state !== "lost") return;
  if (ticket === "arrived") {
    changeVideo(id, camera, { state: "arrived", sent: now.size });
    await advance(id);
  } else if (ticket) {
    const there = ticket.parts.reduce((sum, { size, etag }) => (etag ? sum + size : sum), 0);
    changeVideo(id, camera, { sent: there });
  }
}

/** Ask before the page is closed, but only while bytes of this window are on their way. */
const ask = (event: BeforeUnloadEvent) => event.preventDefault();
const sendsHere = (draft: Draft) =>
  videosOf(draft).some(({ camera, state }) => state === "sending" && fileOf(draft.id, camera));

store.subscribe(({ drafts }, { drafts: before }) => {
  const now = Object.values(drafts);
  if (now.some(sendsHere)) window.addEventListener("beforeunload", ask);
  else window.removeEventListener("beforeunload", ask);
  for (const draft of now)
    for (const { camera, id, state } of videosOf(draft)) {
      const was = before[draft.id]?.videos[camera]?.state;
      const turned = was !== state && (state === "paused" || was === "paused");
      if (turned && id && fileOf(draft.id, camera))
        void sender().then(({ setPaused: tell }) => tell(id, state === "paused"));
    }
  if (Object.values(before).some(sends)) sendNext();
});
