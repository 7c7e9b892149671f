/** What happens to a file that somebody has chosen: it is read, refused or kept, and sent as soon as may be. */
import type { Camera, Usage } from "@/api/client";
import { patiently } from "@/kit/lazily";
import { type Draft, newDraft } from "./drafts/draft";
import { draftOf, saveDraft, setVideo } from "./drafts/store";
import { advance, takeUp } from "./flow/advance";
import { type Hopeless, whyHopeless } from "./reading/verdicts";
import { fingerprint } from "./sending/fingerprint";

export type Refusal = Hopeless | "another_file";

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
    if (before.state === "lost" && before.id) return "another_file";
  }
  const facts = await readFile(file);
  const why = whyHopeless(file, facts, usage);
  if (why) return why;
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

/** Further files of the same choice become analyses of their own, with what is known of this one. */
export async function chooseMore(like: Draft, files: File[], usage: Usage) {
  for (const file of files) {
    const draft = newDraft(like.owner, like);
    await choose(draft, "A", file, usage);
  }
}
