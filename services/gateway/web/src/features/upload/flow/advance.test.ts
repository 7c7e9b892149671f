import { beforeEach, expect, it, vi } from "vitest";
import { Refused } from "@/api/client";
import { newDraft } from "../drafts/draft";
import { changeDraft, changeVideo, draftOf, removeDraft, saveDraft, setVideo, store } from "../drafts/store";
import { UNKNOWN } from "../reading/facts";
import { advance, dropDraft, dropVideo, takeUp } from "./advance";
import { shareAnswers } from "./together";

const calls: string[] = [];
const arrivals: (() => void)[] = [];
let admission: Error | null = null;
let state = "uploading";

vi.mock("../queries", () => {
  const said =
    <T>(name: string, answer: () => T) =>
    (...told: unknown[]) => {
      calls.push(`${name} ${JSON.stringify(told)}`);
      return Promise.resolve().then(answer);
    };
  const ticket = () => ({ video_id: "video", parts: [], expires_in_seconds: 60 });
  return {
    openSession: said("open", () => ({ id: "session" })),
    startUpload: said("upload", () => {
      if (admission) throw admission;
      return ticket();
    }),
    resumeUpload: said("resume", ticket),
    readVideo: said("read", () => ({ state })),
    cropVideo: said("crop", () => ({})),
    changeSession: said("change", () => ({})),
    beginAnalysis: said("begin", () => ({ id: "analysis" })),
    cancelUpload: said("cancel", () => ({})),
    VIDEOS: {},
  };
});
vi.mock("@/api/sending", () => ({
  send: async (_ticket: unknown, _file: unknown, { arrived }: { arrived: () => void }) => void arrivals.push(arrived),
  stop: () => undefined,
  setPaused: () => undefined,
}));

const names = () => calls.map((call) => call.split(" ")[0]);
const FILE = new File(["waltz"], "waltz.mp4");
const VIDEO = {
  camera: "A" as const,
  name: FILE.name,
  size: FILE.size,
  print: "print",
  facts: UNKNOWN,
  id: null,
  state: "held" as const,
  sent: 0,
  problem: null,
  crop: null,
  cropTold: null,
};

function begin(couple: string | null = "couple") {
  const draft = { ...newDraft("me"), couple, dance: "tango" as const, language: "de" as const, notes: "Second round" };
  saveDraft(draft);
  setVideo(draft.id, VIDEO, FILE);
  return draft.id;
}

beforeEach(() => {
  for (const id of Object.keys(store.getState().drafts)) removeDraft(id);
  calls.length = arrivals.length = 0;
  admission = null;
  state = "uploading";
  vi.stubGlobal(
    "EventSource",
    class extends EventTarget {
      close() {}
    },
  );
});

it("sends nothing until it is known whose recording it is", async () => {
  const id = begin(null);
  await advance(id);
  expect(calls).toEqual([]);
  changeDraft(id, { couple: "couple" });
  await advance(id);
  expect(names()).toEqual(["open", "upload"]);
  expect(draftOf(id)?.videos.A).toMatchObject({ id: "video", state: "sending" });
});

it("begins the analysis by itself when all is there, with what was typed and cropped meanwhile", async () => {
  const id = begin();
  await advance(id);
  const crop = { x: 1, y: 2, width: 300, height: 400 };
  changeVideo(id, "A", { crop });
  changeDraft(id, { started: true, notes: "Third round" });
  await advance(id);
  expect(names()).toEqual(["open", "upload", "crop"]);
  arrivals[0]?.();
  await vi.waitFor(() => expect(draftOf(id)?.analysis).toBe("analysis"));
  expect(names()).toEqual(["open", "upload", "crop", "change", "begin"]);
  expect(calls[3]).toContain('"notes":"Third round"');
  await advance(id);
  expect(names()).toHaveLength(5);
});

it("says beside the video why it is refused, and begins nothing without one", async () => {
  admission = new Refused("Your quota of 10 uploads is used up.", 403, "quota_exceeded");
  const id = begin();
  changeDraft(id, { started: true });
  await advance(id);
  expect(draftOf(id)?.videos.A).toMatchObject({ state: "refused", problem: { code: "quota_exceeded" } });
  expect(names()).toEqual(["open", "upload"]);
});

it("takes an upload up again when its file is back, and begins anew where it was given up", async () => {
  const id = begin();
  setVideo(id, { ...VIDEO, id: "video", state: "lost", sent: 3 }, FILE);
  changeDraft(id, { session: "session" });
  await takeUp(id, "A");
  expect(names()).toEqual(["read", "resume"]);
  expect(draftOf(id)?.videos.A?.state).toBe("sending");
  state = "rejected";
  setVideo(id, { ...VIDEO, id: "video", state: "lost", sent: 3 }, FILE);
  await takeUp(id, "A");
  expect(names()).toEqual(["read", "resume", "read", "upload"]);
  state = "checking";
  setVideo(id, { ...VIDEO, id: "video", state: "lost", sent: 3 }, FILE);
  await takeUp(id, "A");
  expect(draftOf(id)?.videos.A).toMatchObject({ state: "arrived", sent: FILE.size });
});

it("asks before the window is closed only while bytes are on their way", async () => {
  const closing = () => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  const id = begin();
  expect(closing()).toBe(true);
  await advance(id);
  expect(closing()).toBe(false);
  arrivals[0]?.();
  expect(closing()).toBe(true);
});

it("tells the server that a cancelled upload is not wanted", async () => {
  const id = begin();
  await advance(id);
  await dropDraft(id);
  expect(names()).toEqual(["open", "upload", "cancel"]);
  expect(draftOf(id)).toBeUndefined();
});

it("is open for another couple when its recording was removed", async () => {
  const id = begin();
  await advance(id);
  await dropVideo(id, "A");
  expect(draftOf(id)?.session).toBeNull();
  expect(names()).toEqual(["open", "upload", "cancel"]);
});

it("sends recordings one after the other, the oldest first", async () => {
  const [first, second] = [begin(null), begin(null)];
  changeDraft(second, { like: first, made: Date.now() + 1, dance: null, notes: "" });
  changeDraft(first, { couple: "couple" });
  shareAnswers(first);
  await advance(first);
  await advance(second);
  expect(names()).toEqual(["open", "upload"]);
  expect([first, second].map((id) => draftOf(id)?.videos.A?.state)).toEqual(["sending", "held"]);
  arrivals[0]?.();
  await vi.waitFor(() => expect(draftOf(second)?.videos.A?.state).toBe("sending"));
  expect(draftOf(first)?.videos.A?.state).toBe("arrived");
});

it("begins those that go with a draft by themselves, with its answers", async () => {
  const [first, second] = [begin(), begin()];
  changeDraft(second, { like: first, made: Date.now() + 1, dance: null, notes: "" });
  await advance(first);
  changeDraft(first, { started: true });
  shareAnswers(first);
  await advance(first);
  expect(draftOf(second)).toMatchObject({ like: null, started: true, dance: "tango", notes: "Second round" });
  arrivals[0]?.();
  await vi.waitFor(() => expect(arrivals).toHaveLength(2));
  arrivals[1]?.();
  await vi.waitFor(() => expect(draftOf(second)?.analysis).toBe("analysis"));
  expect(names().filter((name) => name === "begin")).toHaveLength(2);
});

it("goes on with the next one where one is refused", async () => {
  const [first, second] = [begin(), begin()];
  changeDraft(second, { made: Date.now() + 1 });
  admission = new Refused("Your quota is used up.", 409, "quota_exceeded");
  await advance(first);
  expect(draftOf(first)?.videos.A?.state).toBe("refused");
  await vi.waitFor(() => expect(draftOf(second)?.videos.A?.state).toBe("refused"));
});
