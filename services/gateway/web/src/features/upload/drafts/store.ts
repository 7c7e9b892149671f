/**
 * The drafts of this device, kept in IndexedDB so that a reload and a closed window lose nothing that was typed or sent.
 *
 * Each draft is an entry of its own and windows tell one another what they have changed: none writes over another's.
 */
import { createStore as database, del, entries, get, set as keep } from "idb-keyval";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { Camera } from "@/api/client";
import { flagTray } from "../tray/flag";
import { CAMERAS, type Draft, type DraftVideo, videosOf } from "./draft";

const DATABASE = "danceai-uploads";
const CHANNEL = "danceai-uploads";
/** While a file is sent, what is there is written down this often, in milliseconds */
const SELDOM = 1000;

interface Kept {
  /** False until what was kept has been read */
  read: boolean;
  drafts: Record<string, Draft>;
}

export const store = createStore<Kept>(() => ({ read: false, drafts: {} }));
/** Files of this window; a page that was closed has lost them. Other windows see by a lock of this name that it is here. */
const files = new Map<string, File>();
const releases = new Map<string, () => void>();
const fileKey = (draft: string, camera: Camera) => `${draft} ${camera}`;

function holdFile(key: string, file: File) {
  files.set(key, file);
  if (releases.has(key)) return;
  void navigator.locks?.request(key, () => {
    if (files.has(key)) return new Promise<void>((release) => releases.set(key, release));
    return undefined;
  });
}

function letGo(key: string) {
  files.delete(key);
  releases.get(key)?.();
  releases.delete(key);
}

const room = database(DATABASE, "drafts");
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(CHANNEL);
if (channel)
  channel.onmessage = ({ data }: MessageEvent<{ id: string; draft: Draft | null }>) =>
    put(data.id, data.draft && heard(data.draft), false);

function put(id: string, draft: Draft | null, mine = true) {
  store.setState(({ drafts }) => {
    const { [id]: _, ...rest } = drafts;
    return { drafts: draft ? { ...rest, [id]: draft } : rest };
  });
  flag();
  if (!mine) return;
  void write(id, draft);
  channel?.postMessage({ id, draft });
}

/** What another window says of a draft, which may not have heard the last of it. */
function heard(draft: Draft): Draft {
  const videos = videosOf(draft).map((told): [Camera, DraftVideo] => {
    const mine = draftOf(draft.id)?.videos[told.camera];
    return [told.camera, mine && files.has(fileKey(draft.id, told.camera)) ? heardOfMine(told, mine) : told];
  });
  return { ...draft, videos: Object.fromEntries(videos) };
}

const moves = ({ state }: DraftVideo) => state === "sending" || state === "paused";

/** Of a recording whose file is here this window knows best; others may stop it, let it go on, and crop it. */
function heardOfMine(told: DraftVideo, mine: DraftVideo): DraftVideo {
  const { crop, cropTold } = told;
  if (needsFile(mine)) return { ...mine, crop, cropTold, state: moves(mine) && moves(told) ? told.state : mine.state };
  return needsFile(told) || told.state === "lost" ? { ...mine, crop, cropTold } : told;
}

/** A device that keeps nothing (a private window) sends all the same. */
async function write(id: string, draft: Draft | null) {
  try {
    await (draft ? keep(id, draft, room) : del(id, room));
  } catch {
    // It is kept as long as this window is open.
  }
}

async function readKept(): Promise<[string, Draft][]> {
  try {
    return await entries<string, Draft>(room);
  } catch {
    return [];
  }
}

/** Says without this module being loaded that there is something for the tray. */
function flag() {
  const some = Object.values(store.getState().drafts).some((draft) => videosOf(draft).length > 0 || draft.analysis);
  flagTray(some);
}

export const draftOf = (id: string): Draft | undefined => store.getState().drafts[id];
export const fileOf = (id: string, camera: Camera): File | undefined => files.get(fileKey(id, camera));

export function saveDraft(draft: Draft) {
  put(draft.id, draft);
}

export function changeDraft(id: string, changes: Partial<Draft>) {
  const draft = draftOf(id);
  if (draft) put(id, { ...draft, ...changes });
}

export function setVideo(id: string, video: DraftVideo, file?: File) {
  if (file) holdFile(fileKey(id, video.camera), file);
  const draft = draftOf(id);
  if (draft) put(id, { ...draft, videos: { ...draft.videos, [video.camera]: video } });
}

export function changeVideo(id: string, camera: Camera, changes: Partial<DraftVideo>) {
  const draft = draftOf(id);
  const video = draft?.videos[camera];
  if (draft && video) put(id, { ...draft, videos: { ...draft.videos, [camera]: { ...video, ...changes } } });
}

const written = new Map<string, number>();

/** How many bytes are there: shown at once, written down now and then. */
export function noteSent(id: string, camera: Camera, sent: number) {
  const draft = draftOf(id);
  const video = draft?.videos[camera];
  if (!draft || !video) return;
  const now = Date.now();
  const key = fileKey(id, camera);
  const mine = now - (written.get(key) ?? 0) > SELDOM;
  if (mine) written.set(key, now);
  put(id, { ...draft, videos: { ...draft.videos, [camera]: { ...video, sent } } }, mine);
}

export function removeVideo(id: string, camera: Camera) {
  letGo(fileKey(id, camera));
  const draft = draftOf(id);
  if (!draft) return;
  const { [camera]: _, ...videos } = draft.videos;
  put(id, { ...draft, videos });
}

export function removeDraft(id: string) {
  for (const camera of CAMERAS) letGo(fileKey(id, camera));
  put(id, null);
}

/** The files that another window of this browser has. */
async function heldElsewhere(): Promise<Set<string>> {
  const held = (await navigator.locks?.query())?.held ?? [];
  return new Set(held.flatMap(({ name }) => (name ? [name] : [])));
}

const needsFile = ({ state }: DraftVideo) => state === "held" || state === "sending" || state === "paused";

/** A draft whose files are gone with the window that had them, but for those that `there` says are not. */
function withoutFiles(draft: Draft, there: (key: string) => boolean): Draft {
  const videos = videosOf(draft).map((video): [Camera, DraftVideo] => {
    const lost = needsFile(video) && !there(fileKey(draft.id, video.camera));
    return [video.camera, lost ? { ...video, state: "lost" } : video];
  });
  return { ...draft, videos: Object.fromEntries(videos) };
}

/** Closed windows take their files with them: the others ask for them. */
function sayGoodbye() {
  for (const draft of Object.values(store.getState().drafts)) {
    const mine = videosOf(draft).some((video) => needsFile(video) && files.has(fileKey(draft.id, video.camera)));
    if (mine) channel?.postMessage({ id: draft.id, draft: withoutFiles(draft, (key) => !files.has(key)) });
  }
}
window.addEventListener("pagehide", ({ persisted }) => !persisted && sayGoodbye());

/** What another window has begun for a draft, even if it was not heard of yet: it is not to be begun twice. */
export async function catchUp(id: string) {
  const kept = await get<Draft>(id, room).catch(() => undefined);
  const draft = draftOf(id);
  if (!kept || !draft || (kept.session === draft.session && kept.analysis === draft.analysis)) return;
  put(id, { ...draft, session: draft.session ?? kept.session, analysis: draft.analysis ?? kept.analysis }, false);
}

let reading: Promise<void> | null = null;

/** Read what was kept, once. */
export function readDrafts(): Promise<void> {
  reading ??= (async () => {
    const kept = await readKept();
    const elsewhere = await heldElsewhere();
    const drafts = Object.fromEntries(
      kept.map(([id, draft]) => [id, withoutFiles(draft, (key) => elsewhere.has(key))]),
    );
    store.setState((now) => ({ read: true, drafts: { ...drafts, ...now.drafts } }));
    flag();
  })();
  return reading;
}

/** Newest first. */
export function useDrafts(owner: string | undefined): Draft[] | null {
  const read = useStore(store, (kept) => kept.read);
  const drafts = useStore(store, (kept) => kept.drafts);
  if (!read) return null;
  return Object.values(drafts)
    .filter((draft) => draft.owner === owner)
    .sort((one, other) => other.made - one.made);
}
