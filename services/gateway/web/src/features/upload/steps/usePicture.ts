/** A picture of a recording: at a second where this window has the file, else the one that was kept. */
import { useEffect, useState } from "react";
import type { Draft, DraftVideo } from "../drafts/draft";
import { fileOf } from "../drafts/store";
import { asJpeg, openVideo, pictureAt } from "../reading/picture";

const LONGER_SIDE = 1280;

export function usePicture(draft: Draft, video: DraftVideo, second: number): string | null {
  const [picture, setPicture] = useState<string | null>(null);
  const file = fileOf(draft.id, video.camera);
  useEffect(() => {
    if (!file) return undefined;
    let wanted = true;
    void (async () => {
      const player = await openVideo(file);
      const taken = asJpeg(player && (await pictureAt(player.video, second, LONGER_SIDE)));
      player?.close();
      if (wanted && taken) setPicture(taken);
    })();
    return () => {
      wanted = false;
    };
  }, [file, second]);
  return picture ?? video.facts.picture ?? null;
}
