/** What happens to a file that somebody has chosen: it is read, refused or kept, and sent as soon as may be. */
import type { Camera, Usage } from "@/api/client";
import { patiently } from "@/kit/lazily";
import { type Draft, newDraft } from "./drafts/draft";
import { draftOf, saveDraft, setVideo } from "./drafts/store";
import { advance, takeUp } from "./flow/advance";
import { type Hopeless, type OverQuota, whyHopeless, whyNoRoom } from "./reading/verdicts";
import { fingerprint } from "./sending/fingerprint";

/** Why a file is not taken */
export interface Refusal {
  /** The file's */
  name: string;
  why: Hopeless | "another_file" | OverQuota;
}

export async function choose(draft: Draft, camera: Camera, file: File, usage: Usage): Promise<Refusal | null> {
  const { readFile } = await patiently(() => import("./reading/read"));
  const print = await fingerprint(file);
  const before = draftOf(draft.id)?.videos[camera];
  if (before?.state === "lost" || before?.state === "refused") {
    const same = before.size === file.size && before.print === print;
    if (same) {
      setVideo(draft.id, { ...before, name: file.name }, file);
      await takeUp(draft.id, camera);
      return null;
    }
    if (before.state === "lost" && before.id) return { name: file.name, why: "another_file" };
  }
  const facts = await readFile(file);
  const why = whyHopeless(file, facts, usage.recordings) ?? whyNoRoom(facts, usage);
  if (why) return { name: file.name, why };
  if (!draftOf(draft.id)) saveDraft(draft);
  setVideo(
    draft.id,
    {
      camera,
      name: file.name,
      size: file.size,
      print,
      facts,
      id: null,
      state: "held",
      sent: 0,
      problem: null,
      crop: null,
      cropTold: null,
    },
    file,
  );
  void advance(draft.id);
  return null;
}

/** The same file once more, for its pictures: what was sent of it stays. */
export async function showAgain(draft: Draft, camera: Camera, file: File, usage: Usage): Promise<Refusal | null> {
  const video = draft.videos[camera];
  if (!video || video.state === "lost" || video.state === "refused") return choose(draft, camera, file, usage);
  if (video.size !== file.size || video.print !== (await fingerprint(file)))
    return { name: file.name, why: "another_file" };
  setVideo(draft.id, video, file);
  return null;
}

/** A further file of the same choice becomes an analysis of its own, with the answers to this one's questions. */
export function chooseMore(like: Draft, file: File, usage: Usage): Promise<Refusal | null> {
  return choose({ ...newDraft(like.owner, like), like: like.id }, "A", file, usage);
}
