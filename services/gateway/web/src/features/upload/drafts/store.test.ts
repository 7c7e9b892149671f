import { afterEach, expect, it, vi } from "vitest";
import { UNKNOWN } from "../reading/facts";
import { type Draft, type DraftVideo, newDraft } from "./draft";
import { changeVideo, draftOf, removeDraft, saveDraft, setVideo } from "./store";

const other = new BroadcastChannel("danceai-uploads");
const VIDEO: DraftVideo = {
  camera: "A",
  name: "waltz.mp4",
  size: 5,
  print: "print",
  facts: UNKNOWN,
  id: "video",
  state: "sending",
  sent: 3,
  problem: null,
  crop: null,
  cropTold: null,
};
const says = async (draft: Draft, video: Partial<DraftVideo>) => {
  const word = `${Math.random()}`;
  other.postMessage({ id: draft.id, draft: { ...draft, notes: word, videos: { A: { ...VIDEO, ...video } } } });
  await vi.waitFor(() => expect(draftOf(draft.id)?.notes).toBe(word));
  return draftOf(draft.id)?.videos.A;
};

let draft: Draft;
function begin(file?: File) {
  draft = newDraft("me");
  saveDraft(draft);
  setVideo(draft.id, VIDEO, file);
}
afterEach(() => removeDraft(draft.id));

it("believes itself of a file that is here, and others of their words, a pause and a crop", async () => {
  begin(new File(["waltz"], "waltz.mp4"));
  expect(await says(draft, { state: "lost", sent: 0 })).toMatchObject({ state: "sending", sent: 3 });
  expect(await says(draft, { state: "paused", sent: 0 })).toMatchObject({ state: "paused", sent: 3 });
  const crop = { x: 1, y: 2, width: 300, height: 400 };
  expect(await says(draft, { crop })).toMatchObject({ state: "sending", crop });
  changeVideo(draft.id, "A", { state: "arrived", sent: 5 });
  expect(await says(draft, { state: "sending" })).toMatchObject({ state: "arrived", sent: 5 });
  expect(await says(draft, { state: "ready" })).toMatchObject({ state: "ready" });
});

it("believes others of a file that is theirs", async () => {
  begin();
  expect(await says(draft, { state: "lost", sent: 0 })).toMatchObject({ state: "lost", sent: 0 });
});
