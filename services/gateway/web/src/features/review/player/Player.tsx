/** The couple's film, or two of them in step, with all one does with it. */

import { Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Analysis, Camera, PlayedFilm } from "@/api/client";
import { lazily } from "@/kit/lazily";
import { useToast } from "@/kit/toast";
import type { Drawing } from "../drawing/shapes";
import type { ReviewState } from "../useReview";
import { Controls } from "./Controls";
import classes from "./Player.module.css";
import { Stage } from "./Stage";
import { useKeys } from "./useKeys";
import { useShown } from "./useShown";

const PlayerKeys = lazily(() => import("./PlayerKeys"), "PlayerKeys");
const DrawOnFrame = lazily(() => import("../drawing/DrawOnFrame"), "DrawOnFrame");

interface Props {
  analysis: Analysis;
  films: [Camera, PlayedFilm][];
  review: ReviewState;
  /** Show a drawn picture to somebody */
  pin?: ((picture: Blob) => void) | undefined;
}

export function Player({ analysis, films, review, pin }: Props) {
  const { t } = useTranslation("review");
  const toast = useToast();
  const { playback } = review;
  const box = useRef<HTMLDivElement>(null);
  const [shown, show] = useShown();
  const [help, setHelp] = useState(false);
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const drawings = useRef(new Map<number, Drawing>());
  useKeys({
    space: playback.toggle,
    left: () => playback.step(-1),
    right: () => playback.step(1),
    "shift+left": () => playback.jump(-1),
    "shift+right": () => playback.jump(1),
    j: playback.reverse,
    k: playback.pause,
    l: () => (playback.state.playing ? playback.faster(true) : playback.play()),
    ",": () => playback.faster(false),
    ".": () => playback.faster(true),
    i: review.markStart,
    o: review.markEnd,
    t: review.tap,
    "?": () => setHelp(true),
    escape: () => review.select(null),
  });
  const look = async () => {
    const film = box.current?.querySelector("video");
    if (!film?.videoWidth) return null;
    // As the film is, with the skeletons that are shown.
    const sheet = new OffscreenCanvas(film.videoWidth, film.videoHeight);
    const context = sheet.getContext("2d");
    context?.drawImage(film, 0, 0);
    const over = box.current?.querySelector("canvas");
    if (over) context?.drawImage(over, 0, 0, sheet.width, sheet.height);
    return sheet.transferToImageBitmap();
  };
  review.look.current = look;
  const draw = async () => {
    playback.pause();
    setPicture(await look());
  };
  const { frame } = playback;
  return (
    <div>
      <div ref={box} className={classes.stages}>
        {films.map(([camera, film], index) => (
          <Stage
            key={camera}
            analysisId={analysis.id}
            film={film}
            playback={playback}
            shown={film.skeletons ? shown : "none"}
            label={films.length > 1 ? t("player.ofCamera", { camera }) : t("player.label")}
            {...(index > 0 ? { startsLaterBy: analysis.result?.cameras[camera]?.starts_later_by ?? 0 } : {})}
          />
        ))}
      </div>
      <Controls
        playback={playback}
        shown={films.some(([, film]) => film.skeletons) ? shown : undefined}
        show={show}
        draw={() => void draw().catch(toast.failed)}
        help={() => setHelp(true)}
      />
      <Suspense>
        {help && <PlayerKeys close={() => setHelp(false)} />}
        {picture && (
          <DrawOnFrame
            picture={picture}
            before={drawings.current.get(frame)}
            keep={(drawing) => drawings.current.set(frame, drawing)}
            close={() => setPicture(null)}
            pin={pin}
            fileName={`${t("draw.file", { frame })}.png`}
          />
        )}
      </Suspense>
    </div>
  );
}
