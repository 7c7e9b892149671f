/**
 * The drafts of this device, kept in IndexedDB so that a reload and a closed window lose nothing that was typed or sent.
 *
 * Each draft is an entry of its own and windows tell one another what they have changed: none writes over another's.
 */
import { createStore as database, del, entries, set as keep } from "idb-keyval";
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
/** Files of this window; a page that was closed has lost them. */
const files = new Map<string, File>();
const fileKey = (draft: string, camera: Camera) => `${draft} ${camera}`;

const room = database(DATABASE, "drafts");
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(CHANNEL);
if (channel)
  channel.onmessage = ({ data }: MessageEvent<{ id: string; draft: Draft | null }>) => put(data.id, data.draft, false);

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
  if (file) files.set(fileKey(id, video.camera), file);
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
  files.delete(fileKey(id, camera));
  const draft = draftOf(id);
  if (!draft) return;
  const { [camera]: _, ...videos } = draft.videos;
  put(id, { ...draft, videos });
}

export function removeDraft(id: string) {
  for (const camera of CAMERAS) files.delete(fileKey(id, camera));
  put(id, null);
}

/** The uploads that another window of this browser is sending. */
async function heldElsewhere(): Promise<Set<string>> {
  const held = (await navigator.locks?.query())?.held ?? [];
  return new Set(held.flatMap(({ name }) => (name ? [name] : [])));
}

/** What a window that has just been opened makes of a video: its file is not here, unless another window has it. */
const found = (video: DraftVideo, elsewhere: Set<string>): DraftVideo =>
  ["held", "sending", "paused"].includes(video.state) && !(video.id && elsewhere.has(video.id))
    ? { ...video, state: "lost" }
    : video;

let reading: Promise<void> | null = null;

/** Read what was kept, once. */
export function readDrafts(): Promise<void> {
  reading ??= (async () => {
    const kept = await readKept();
    const elsewhere = await heldElsewhere();
    const drafts = Object.fromEntries(
      kept.map(([id, draft]) => [
        id,
        {
          ...draft,
          videos: Object.fromEntries(videosOf(draft).map((video) => [video.camera, found(video, elsewhere)])),
        },
      ]),
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
