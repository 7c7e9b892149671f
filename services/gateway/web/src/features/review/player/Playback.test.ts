import { beforeEach, describe, expect, it, vi } from "vitest";
import { Playback } from "./Playback";

const FILM = { fps: 25, frames: 250 };

/** A video element without a file: it stands where it is sent, and says so. */
function element() {
  const video = document.createElement("video");
  let paused = true;
  Object.defineProperty(video, "paused", { get: () => paused });
  video.play = vi.fn(async () => {
    paused = false;
    video.dispatchEvent(new Event("play"));
  });
  video.pause = vi.fn(() => {
    paused = true;
    video.dispatchEvent(new Event("pause"));
  });
  let present: VideoFrameRequestCallback = () => undefined;
  video.requestVideoFrameCallback = (hear) => {
    present = hear;
    return 1;
  };
  video.cancelVideoFrameCallback = () => undefined;
  const shown = (second: number) => {
    video.currentTime = second;
    present(0, { mediaTime: second } as VideoFrameCallbackMetadata);
  };
  return { video, shown, seeked: () => video.dispatchEvent(new Event("seeked")) };
}

let playback: Playback;
let film: ReturnType<typeof element>;

beforeEach(() => {
  playback = new Playback(FILM);
  film = element();
  playback.attach(film.video);
});

describe("a step", () => {
  it("goes to the middle of the next frame, and as far as keys were pressed before the picture came", () => {
    playback.step(1);
    playback.step(1);
    expect(film.video.currentTime).toBeCloseTo(2.5 / 25);
    film.seeked();
    expect(playback.frame).toBe(2);
    playback.step(-1);
    film.seeked();
    expect(playback.frame).toBe(1);
  });

  it("stays in the film", () => {
    playback.step(-1);
    film.seeked();
    expect(playback.frame).toBe(0);
    playback.step(9999);
    film.seeked();
    expect(playback.frame).toBe(249);
  });

  it("stops what plays", () => {
    playback.play();
    playback.step(1);
    expect(playback.state.playing).toBe(false);
  });
});

it("plays two seconds around a moment and stands at it", () => {
  playback.showMoment(4);
  expect(film.video.currentTime).toBeCloseTo(3, 1);
  film.seeked();
  expect(playback.state.playing).toBe(true);
  film.shown(4.5);
  expect(playback.state.playing).toBe(true);
  film.shown(5.04);
  expect(playback.state.playing).toBe(false);
  film.seeked();
  expect(playback.frame).toBe(100);
});

it("repeats a span until it is told otherwise", () => {
  playback.setLoop({ start: 2, end: 3 });
  film.seeked();
  film.shown(3.02);
  expect(film.video.currentTime).toBe(2);
  playback.setLoop(null);
  film.shown(3.5);
  expect(film.video.currentTime).toBe(3.5);
});

it("keeps another camera in step, which began later", () => {
  const other = element();
  playback.goAlong(other.video, 1.5);
  playback.seek(4);
  film.seeked();
  expect(other.video.currentTime).toBeCloseTo(4 + 0.5 / 25 - 1.5);
  playback.play();
  expect(other.video.paused).toBe(false);
  film.shown(5);
  expect(other.video.currentTime).toBeCloseTo(3.5);
  other.video.currentTime = 3.53;
  film.shown(5.04);
  expect(other.video.currentTime).toBe(3.53); // near enough: a playing video is not torn about
  playback.setRate(0.5);
  expect(other.video.playbackRate).toBe(0.5);
  playback.pause();
  expect(other.video.paused).toBe(true);
});

it("tells every frame that comes into view", () => {
  const frames: number[] = [];
  playback.onFrame((frame) => frames.push(frame));
  film.shown(1);
  film.shown(1.04);
  expect(frames).toEqual([0, 25, 26]);
});
