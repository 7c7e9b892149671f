/** The part of the quality report that needs no server: the same lines and limits, before a byte is sent. Pure. */
import type { QualityLine, Usage, Verdict } from "@/api/client";
import type { FileFacts } from "./facts";

type Limits = Usage["recordings"];

const MEGABYTE = 1_000_000;
/** What is recommended, as in the server's report */
const GOOD_SIDE = 1080;
const GOOD_RATE = 48;
const BRIGHTNESS = { good: [60, 200], usable: [15, 245] } as const;

const line = (name: string, verdict: Verdict, facts: Record<string, number | string>): QualityLine => ({
  name,
  verdict,
  facts,
  measured: "",
  limit: "",
  advice: "",
});
const within = (value: number, [low, high]: readonly [number, number]) => value >= low && value <= high;

/** Lines about a file; what the browser could not read is left to the server. */
export function firstLines(file: { size: number }, facts: FileFacts, limits: Limits): QualityLine[] {
  const lines: QualityLine[] = [];
  const { seconds, width, height, rate, sound, brightness } = facts;
  const fits = file.size > 0 && file.size <= limits.largest_bytes;
  lines.push(line("size", fits ? "good" : "unusable", { megabytes: file.size / MEGABYTE }));
  if (seconds !== null) {
    const long = within(seconds, [limits.shortest_seconds, limits.longest_seconds]);
    lines.push(line("duration", long ? "good" : "unusable", { seconds }));
  }
  if (width !== null && height !== null) {
    const side = Math.min(width, height);
    const usable = side >= limits.smallest_side && Math.max(width, height) <= limits.longest_side;
    lines.push(line("resolution", !usable ? "unusable" : side >= GOOD_SIDE ? "good" : "warning", { width, height }));
    lines.push(line("orientation", width >= height ? "good" : "warning", { way: width >= height ? "wide" : "tall" }));
  }
  if (rate !== null)
    lines.push(line("frame_rate", rate >= GOOD_RATE ? "good" : "warning", { rate, constant: "unknown" }));
  if (brightness !== null) {
    const verdict = within(brightness, BRIGHTNESS.good)
      ? "good"
      : within(brightness, BRIGHTNESS.usable)
        ? "warning"
        : "unusable";
    lines.push(line("exposure", verdict, { brightness }));
  }
  if (sound !== null) lines.push(line("audio", sound ? "good" : "warning", { sound: sound ? "track" : "none" }));
  return lines;
}

export type Hopeless =
  | "not_video"
  | "empty"
  | "too_large"
  | "too_short"
  | "too_long"
  | "too_small"
  | "too_wide"
  | "quota_uploads"
  | "quota_minutes";

/** Why a file need not be sent at all; null when it may. */
export function whyHopeless(file: { size: number }, facts: FileFacts, usage: Usage): Hopeless | null {
  const { largest_bytes, shortest_seconds, longest_seconds, smallest_side, longest_side } = usage.recordings;
  const { seconds, width, height } = facts;
  if (file.size === 0) return "empty";
  if (facts.video === false) return "not_video";
  if (file.size > largest_bytes) return "too_large";
  if (seconds !== null && seconds < shortest_seconds) return "too_short";
  if (seconds !== null && seconds > longest_seconds) return "too_long";
  if (width !== null && height !== null && Math.min(width, height) < smallest_side) return "too_small";
  if (width !== null && height !== null && Math.max(width, height) > longest_side) return "too_wide";
  const full = (used: number, most: number | null) => most !== null && used >= most;
  if (full(usage.uploads, usage.upload_limit) || full(usage.studio_uploads, usage.studio_upload_limit))
    return "quota_uploads";
  const minutes = (seconds ?? 0) / 60;
  const over = (used: number, most: number | null) => most !== null && used + minutes > most;
  if (over(usage.minutes, usage.minute_limit) || over(usage.studio_minutes, usage.studio_minute_limit))
    return "quota_minutes";
  return null;
}

/** The server's line where it has one; until then, and where it measures something else, the browser's. */
export function joinLines(first: QualityLine[], server: QualityLine[]): QualityLine[] {
  const told = new Map(server.map((one) => [one.name, one]));
  const early = first.map((one) => told.get(one.name) ?? one);
  return [...early, ...server.filter(({ name }) => !first.some((one) => one.name === name))];
}

const ORDER: Verdict[] = ["good", "warning", "unusable"];
export const worst = (lines: QualityLine[]): Verdict =>
  ORDER[Math.max(0, ...lines.map(({ verdict }) => ORDER.indexOf(verdict)))] ?? "good";
