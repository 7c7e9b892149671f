/** The picture of a lesson, silent: it follows the sound, whose seconds are those of the text. */
import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFreshAddress } from "@/kit/useFreshAddress";
import classes from "./editor.module.css";

/** Seconds by which the picture may be off before it is set right */
const DRIFT = 0.25;

export function Picture({ src, sound }: { src: string; sound: RefObject<HTMLAudioElement | null> }) {
  const { t } = useTranslation("transcription");
  const picture = useRef<HTMLVideoElement>(null);
  const [unseen, setUnseen] = useState(false);
  const refresh = useFreshAddress(picture);
  useEffect(() => {
    const heard = sound.current;
    if (!heard) return;
    const follow = () => {
      const seen = picture.current;
      if (!seen) return;
      seen.playbackRate = heard.playbackRate;
      if (Math.abs(seen.currentTime - heard.currentTime) > DRIFT) seen.currentTime = heard.currentTime;
      // A picture that is not there yet, or of which the browser plays nothing, keeps nobody from listening.
      if (heard.paused) seen.pause();
      else if (seen.paused && !seen.ended) void seen.play().catch(() => undefined);
    };
    const events = ["play", "pause", "seeking", "timeupdate", "ratechange", "ended"] as const;
    for (const name of events) heard.addEventListener(name, follow);
    return () => {
      for (const name of events) heard.removeEventListener(name, follow);
    };
  }, [sound]);
  const toggle = () => {
    const heard = sound.current;
    if (heard?.paused) void heard.play().catch(() => undefined);
    else heard?.pause();
  };
  // Films come as they were recorded: what this browser cannot show, it says so of, and the sound is there.
  if (unseen) return null;
  return (
    <video
      ref={picture}
      src={src}
      muted
      playsInline
      preload="metadata"
      className={classes.picture}
      aria-label={t("picture")}
      onClick={toggle}
      onError={() => setUnseen(!refresh())}
      onLoadedMetadata={({ currentTarget }) => setUnseen(currentTarget.videoWidth === 0)}
    />
  );
}
