/** A video by an address that leads to a signed one, which opens the file for minutes only: then to a fresh one. */
import { type RefObject, useRef } from "react";

/** An address that fails again so soon (milliseconds) is not the one that has grown old. */
const SOON = 10_000;

interface Shown {
  player: RefObject<HTMLVideoElement | null>;
  address: string;
  label: string;
  className: string | undefined;
}

export function Player({ player, address, label, className }: Shown) {
  const failedAt = useRef(Number.NEGATIVE_INFINITY);
  const comeBack = () => {
    const video = player.current;
    if (!video || performance.now() - failedAt.current < SOON) return;
    failedAt.current = performance.now();
    const { currentTime, paused } = video;
    video.load();
    video.currentTime = currentTime;
    if (!paused) void video.play();
  };
  return (
    // biome-ignore lint/a11y/useMediaCaption: music and steps; nobody speaks
    <video
      ref={player}
      src={address}
      onError={comeBack}
      controls
      playsInline
      className={className}
      aria-label={label}
    />
  );
}
