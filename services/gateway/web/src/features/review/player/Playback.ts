/** One film that plays: what its controls, keys, lanes and skeletons have in common. */
import type { Span } from "@/api/client";
import { clamp, frameAt, lengthOf, middleOf, nextRate, type Rate } from "../time";

export interface PlayState {
  playing: boolean;
  rate: number;
  loop: Span | null;
  muted: boolean;
}

/** Seconds of a moment that are played around it */
const MOMENT = 2;
/** Seconds two cameras may be apart while playing before the other one is put right */
const APART = 0.06;

/** Hear of every frame of a video that comes into view; returns how to stop. */
export function watchFrames(video: HTMLVideoElement, film: Rate, hear: (frame: number) => void): () => void {
  let next = 0;
  const presented: VideoFrameRequestCallback = (_now, { mediaTime }) => {
    hear(Math.round(mediaTime * film.fps));
    next = video.requestVideoFrameCallback(presented);
  };
  const seeked = () => hear(frameAt(video.currentTime, film));
  // Where a browser cannot name the frame, the clock must do.
  const coarse = "requestVideoFrameCallback" in video ? undefined : "timeupdate";
  video.addEventListener("seeked", seeked);
  if (coarse) video.addEventListener(coarse, seeked);
  else next = video.requestVideoFrameCallback(presented);
  return () => {
    video.removeEventListener("seeked", seeked);
    if (coarse) video.removeEventListener(coarse, seeked);
    else video.cancelVideoFrameCallback(next);
  };
}

export class Playback {
  state: PlayState = { playing: false, rate: 1, loop: null, muted: false };
  frame = 0;
  private video: HTMLVideoElement | null = null;
  private beside = new Map<HTMLVideoElement, number>();
  private changed = new Set<() => void>();
  private shown = new Set<(frame: number) => void>();
  /** Where the film was sent while it is still on its way there */
  private wanted: number | null = null;
  /** Second at which a moment ends, and where it stops then */
  private moment: { until: number; at: number } | null = null;
  private reversing = 0;

  constructor(readonly film: Rate) {}

  get second() {
    return this.wanted !== null ? middleOf(this.wanted, this.film) : (this.video?.currentTime ?? 0);
  }

  get seconds() {
    return lengthOf(this.film);
  }

  subscribe = (hear: () => void) => {
    this.changed.add(hear);
    return () => void this.changed.delete(hear);
  };

  /** Hear of every frame that comes into view, and of the present one at once. */
  onFrame = (hear: (frame: number) => void) => {
    this.shown.add(hear);
    hear(this.frame);
    return () => void this.shown.delete(hear);
  };

  /** Take charge of a video element; returns how to let it go. */
  attach(video: HTMLVideoElement): () => void {
    this.video = video;
    const events: Record<string, () => void> = {
      play: () => this.tell({ playing: true }),
      pause: () => this.tell({ playing: false }),
      ended: () => this.end(),
      volumechange: () => this.tell({ muted: video.muted }),
      seeked: () => {
        this.wanted = null;
      },
    };
    for (const [name, act] of Object.entries(events)) video.addEventListener(name, act);
    const stop = watchFrames(video, this.film, (frame) => this.show(frame));
    return () => {
      for (const [name, act] of Object.entries(events)) video.removeEventListener(name, act);
      stop();
      this.stopReversing();
      if (this.video === video) this.video = null;
    };
  }

  /** Another camera's video that goes along, which began so many seconds later. */
  goAlong(video: HTMLVideoElement, startsLaterBy: number): () => void {
    this.beside.set(video, startsLaterBy);
    this.keepInStep(true);
    return () => void this.beside.delete(video);
  }

  private tell(news: Partial<PlayState>) {
    this.state = { ...this.state, ...news };
    if ("playing" in news) this.keepInStep(true);
    for (const hear of this.changed) hear();
  }

  private show(frame: number) {
    this.frame = clamp(frame, 0, this.film.frames - 1);
    for (const hear of this.shown) hear(this.frame);
    this.keepInStep(!this.state.playing);
    const second = this.video?.currentTime ?? 0;
    if (this.moment && this.state.playing && second >= this.moment.until) this.end();
    else if (
      this.state.loop &&
      this.state.playing &&
      (second >= this.state.loop.end || second < this.state.loop.start - 1)
    )
      this.restartLoop();
  }

  private keepInStep(exactly: boolean) {
    // The clock of a video that stands may be ahead of the frame that is seen.
    const now = this.state.playing ? this.second : middleOf(this.wanted ?? this.frame, this.film);
    for (const [video, later] of this.beside) {
      const there = Math.max(now - later, 0);
      video.playbackRate = this.state.rate;
      if (exactly || Math.abs(video.currentTime - there) > APART) video.currentTime = there;
      if (this.state.playing && video.paused && now >= later) void video.play().catch(() => undefined);
      if (!this.state.playing && !video.paused) video.pause();
    }
  }

  /** What was played for a moment's sake stands at the moment; a span begins again. */
  private end() {
    const { moment } = this;
    if (!moment) return this.restartLoop();
    this.pause();
    return this.seek(moment.at);
  }

  private restartLoop() {
    if (!this.state.loop || !this.video) return;
    this.video.currentTime = this.state.loop.start;
    void this.video.play().catch(() => undefined);
  }

  /** A pause that comes before it has begun is no trouble. */
  play = () => {
    this.stopReversing();
    if (this.video && this.video.currentTime >= this.seconds - 0.5 / this.film.fps) this.video.currentTime = 0;
    void this.video?.play().catch(() => undefined);
  };

  pause = () => {
    this.stopReversing();
    this.video?.pause();
  };

  toggle = () => {
    this.moment = null;
    if (this.state.playing || this.reversing) this.pause();
    else this.play();
  };

  seek = (second: number) => {
    this.moment = null;
    this.goTo(frameAt(clamp(second, 0, this.seconds), this.film));
  };

  private goTo(frame: number) {
    if (!this.video) return;
    this.wanted = clamp(frame, 0, this.film.frames - 1);
    this.video.currentTime = middleOf(this.wanted, this.film);
  }

  /** So many frames on, or back; the film stands then. */
  step = (frames: number) => {
    this.pause();
    this.moment = null;
    this.goTo((this.wanted ?? this.frame) + frames);
  };

  jump = (seconds: number) => this.goTo((this.wanted ?? this.frame) + Math.round(seconds * this.film.fps));

  setRate = (rate: number) => {
    if (this.video) this.video.playbackRate = rate;
    this.tell({ rate });
    this.keepInStep(false);
  };

  faster = (up: boolean) => this.setRate(nextRate(this.state.rate, up));

  /** Once it plays, over and over. */
  repeat = (loop: Span | null) => this.tell({ loop });

  /** Play a span over and over, or no longer. */
  setLoop = (loop: Span | null) => {
    this.repeat(loop);
    if (!loop) return;
    this.seek(loop.start);
    this.play();
  };

  mute = (muted: boolean) => {
    if (this.video) this.video.muted = muted;
  };

  /** Play the two seconds around a moment, and stand at the moment itself. */
  showMoment = (second: number) => {
    const at = clamp(second, 0, this.seconds);
    this.seek(Math.max(at - MOMENT / 2, 0));
    this.moment = { until: Math.min(at + MOMENT / 2, this.seconds - 2 / this.film.fps), at };
    this.play();
  };

  /** Backwards, as no browser plays by itself: frame by frame. */
  reverse = () => {
    this.pause();
    const step = () => {
      if (this.frame <= 0) return this.stopReversing();
      if (this.wanted === null) this.goTo(this.frame - Math.max(1, Math.round((this.film.fps / 15) * this.state.rate)));
    };
    this.reversing = window.setInterval(step, 1000 / 15);
  };

  private stopReversing() {
    window.clearInterval(this.reversing);
    this.reversing = 0;
  }
}
