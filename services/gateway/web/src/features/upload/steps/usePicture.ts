/** A picture of a recording that this window holds, at a second; null while there is none. */
import { useEffect, useState } from "react";
import type { Camera } from "@/api/client";
import { fileOf } from "../drafts/store";
import { openVideo, pictureAt } from "../reading/picture";

const LONGER_SIDE = 1280;

export function usePicture(draft: string, camera: Camera, second: number): string | null {
  const [picture, setPicture] = useState<string | null>(null);
  const file = fileOf(draft, camera);
  useEffect(() => {
    if (!file) return undefined;
    let wanted = true;
    void (async () => {
      const player = await openVideo(file);
      const canvas = player && (await pictureAt(player.video, second, LONGER_SIDE));
      player?.close();
      if (wanted && canvas) setPicture(canvas.toDataURL("image/jpeg", 0.85));
    })();
    return () => {
      wanted = false;
    };
  }, [file, second]);
  return picture;
}
