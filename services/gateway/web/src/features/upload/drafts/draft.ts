/** A new analysis on its way: what was typed, which recordings, and how far they are. Kept until it is put away. */
import type { Camera, Crop, Dance, Insight, Language } from "@/api/client";
import type { FileFacts } from "../reading/facts";

export type VideoState =
  /** Chosen; it waits until it is known whose it is */
  | "held"
  | "sending"
  | "paused"
  /** The page was closed meanwhile: the file has to be chosen again */
  | "lost"
  /** All of it is there; the server checks it */
  | "arrived"
  | "ready"
  /** It can never be analysed, or cannot be sent */
  | "refused";

/** What was refused, for every language */
export interface Problem {
  code: string;
  message: string;
  details?: Readonly<Record<string, unknown>>;
}

export interface DraftVideo {
  camera: Camera;
  name: string;
  size: number;
  /** By which the file is known again when it is chosen anew */
  print: string;
  facts: FileFacts;
  /** Once the server has admitted it */
  id: string | null;
  state: VideoState;
  /** Bytes that are there, as last heard */
  sent: number;
  problem: Problem | null;
  crop: Crop | null;
  /** The crop that the server knows */
  cropTold: Crop | null;
}

export interface Draft {
  id: string;
  /** Whose: another person at the same device sees nothing of it */
  owner: string;
  made: number;
  couple: string | null;
  coupleName: string;
  dance: Dance | null;
  language: Language | null;
  /** How deep the text goes; not in drafts from before one could choose */
  insight?: Insight;
  notes: string;
  step: number;
  /** The draft with whose recording it was chosen: until that one is started, its answers are this one's */
  like: string | null;
  session: string | null;
  videos: Partial<Record<Camera, DraftVideo>>;
  /** The start was pressed: it begins as soon as all is there */
  started: boolean;
  analysis: string | null;
  /** What keeps it from going on, where it is not one of its videos */
  problem: Problem | null;
}

export const CAMERAS: readonly Camera[] = ["A", "B"];

export const videosOf = (draft: Draft): DraftVideo[] =>
  CAMERAS.flatMap((camera) => {
    const video = draft.videos[camera];
    return video ? [video] : [];
  });

export const usable = (draft: Draft) => videosOf(draft).filter(({ state }) => state !== "refused");

/** Whether bytes would be lost if the page were closed now. */
export const sends = (draft: Draft) => videosOf(draft).some(({ state }) => state === "sending");

/** The share of all bytes that is there, 0 to 1. */
export function shareSent(draft: Draft): number {
  const videos = usable(draft);
  const whole = videos.reduce((sum, { size }) => sum + size, 0);
  return whole === 0 ? 0 : videos.reduce((sum, { sent }) => sum + sent, 0) / whole;
}

export const arrived = ({ state }: DraftVideo) => state === "arrived" || state === "ready";

export const sameCrop = (one: Crop | null, other: Crop | null) =>
  one === other ||
  (one !== null &&
    other !== null &&
    one.x === other.x &&
    one.y === other.y &&
    one.width === other.width &&
    one.height === other.height);

type Shared = Pick<Draft, "couple" | "coupleName" | "dance" | "language">;

export function newDraft(owner: string, like?: Partial<Shared>): Draft {
  return {
    id: crypto.randomUUID(),
    owner,
    made: Date.now(),
    couple: like?.couple ?? null,
    coupleName: like?.coupleName ?? "",
    dance: like?.dance ?? null,
    language: like?.language ?? null,
    notes: "",
    step: 0,
    like: null,
    session: null,
    videos: {},
    started: false,
    analysis: null,
    problem: null,
  };
}
