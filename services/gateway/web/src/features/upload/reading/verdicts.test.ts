import { describe, expect, it } from "vitest";
import type { QualityLine, Usage } from "@/api/client";
import { type FileFacts, UNKNOWN } from "./facts";
import { firstLines, joinLines, whyHopeless, whyNoRoom, worst } from "./verdicts";

const USAGE: Usage = {
  uploads: 3,
  minutes: 8,
  uploads_on_the_way: 0,
  upload_limit: 10,
  minute_limit: 10,
  studio_uploads: 3,
  studio_minutes: 8,
  studio_upload_limit: null,
  studio_minute_limit: null,
  recordings: {
    largest_bytes: 4 * 1024 ** 3,
    shortest_seconds: 1,
    longest_seconds: 900,
    smallest_side: 240,
    longest_side: 8192,
  },
};
const GOOD: FileFacts = {
  video: true,
  seconds: 90,
  width: 1920,
  height: 1080,
  rate: 59.94,
  sound: true,
  brightness: 110,
};
const verdicts = (facts: FileFacts, size = 1000) =>
  Object.fromEntries(firstLines({ size }, facts, USAGE.recordings).map(({ name, verdict }) => [name, verdict]));

describe("the first part of the report", () => {
  it("finds a good recording good", () => {
    expect(new Set(Object.values(verdicts(GOOD)))).toEqual(new Set(["good"]));
  });

  it("has the server's limits", () => {
    expect(verdicts({ ...GOOD, width: 1280, height: 720 }).resolution).toBe("warning");
    expect(verdicts({ ...GOOD, width: 200, height: 150 }).resolution).toBe("unusable");
    expect(verdicts({ ...GOOD, rate: 29.97 }).frame_rate).toBe("warning");
    expect(verdicts({ ...GOOD, width: 1080, height: 1920 }).orientation).toBe("warning");
    expect(verdicts({ ...GOOD, brightness: 10 }).exposure).toBe("unusable");
    expect(verdicts({ ...GOOD, brightness: 40 }).exposure).toBe("warning");
    expect(verdicts({ ...GOOD, sound: false }).audio).toBe("warning");
  });

  it("leaves out what the browser could not read", () => {
    expect(Object.keys(verdicts(UNKNOWN))).toEqual(["size"]);
  });

  it("gives way to the server's lines, which also bring others", () => {
    const line = (name: string, verdict: QualityLine["verdict"]): QualityLine => ({
      name,
      verdict,
      measured: "",
      limit: "",
      advice: "",
      facts: {},
    });
    const joined = joinLines(
      [line("size", "good"), line("audio", "good")],
      [line("audio", "warning"), line("sharpness", "unusable")],
    );
    expect(joined.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual([
      "size good",
      "audio warning",
      "sharpness unusable",
    ]);
    expect(worst(joined)).toBe("unusable");
  });
});

describe("a file that need not be sent", () => {
  const why = (facts: Partial<FileFacts>, size = 1000) =>
    whyHopeless({ size }, { ...GOOD, ...facts }, USAGE.recordings);

  it("is told why", () => {
    expect(why({})).toBeNull();
    expect(why({}, 0)).toBe("empty");
    expect(why({ video: false })).toBe("not_video");
    expect(why({}, 5 * 1024 ** 3)).toBe("too_large");
    expect(why({ seconds: 0.5 })).toBe("too_short");
    expect(why({ seconds: 901 })).toBe("too_long");
    expect(why({ width: 160, height: 120 })).toBe("too_small");
    expect(why({ width: 9000 })).toBe("too_wide");
  });

  it("is no file of a kind that only the server reads", () => {
    expect(whyHopeless({ size: 1 }, UNKNOWN, USAGE.recordings)).toBeNull();
  });
});

it("names the limit that has no room for a recording, as the server does", () => {
  const room = (seconds: number, usage: Partial<Usage> = {}) => whyNoRoom({ ...GOOD, seconds }, { ...USAGE, ...usage });
  expect(room(119)).toBeNull();
  expect(room(121)).toEqual({ code: "minutes_used_up", most: 10, counted: 8 });
  expect(room(1, { uploads: 10 })).toEqual({ code: "uploads_used_up", most: 10, counted: 10 });
  expect(room(1, { studio_uploads: 5, studio_upload_limit: 5 })?.code).toBe("studio_uploads_used_up");
  expect(room(61, { studio_minute_limit: 9 })?.code).toBe("studio_minutes_used_up");
});
