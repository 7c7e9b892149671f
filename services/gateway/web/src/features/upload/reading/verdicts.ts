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

export type Hopeless = "not_video" | "empty" | "too_large" | "too_short" | "too_long" | "too_small" | "too_wide";

/** As the server says it when it is asked for room */
export interface OverQuota {
  code: "uploads_used_up" | "studio_uploads_used_up" | "minutes_used_up" | "studio_minutes_used_up";
  most: number;
  counted: number;
}

/** Why a file need not be sent at all; null when it may. */
export function whyHopeless(file: { size: number }, facts: FileFacts, limits: Limits): Hopeless | null {
  const { largest_bytes, shortest_seconds, longest_seconds, smallest_side, longest_side } = limits;
  const { seconds, width, height } = facts;
  if (file.size === 0) return "empty";
  if (facts.video === false) return "not_video";
  if (file.size > largest_bytes) return "too_large";
  if (seconds !== null && seconds < shortest_seconds) return "too_short";
  if (seconds !== null && seconds > longest_seconds) return "too_long";
  if (width !== null && height !== null && Math.min(width, height) < smallest_side) return "too_small";
  if (width !== null && height !== null && Math.max(width, height) > longest_side) return "too_wide";
  return null;
}

/** What of the quotas has no room for a recording; null where there is room. */
export function whyNoRoom({ seconds }: FileFacts, usage: Usage): OverQuota | null {
  const minutes = (seconds ?? 0) / 60;
  const limits = [
    { whose: "", uploads: usage.uploads, minutes: usage.minutes, most: [usage.upload_limit, usage.minute_limit] },
    {
      whose: "studio_",
      uploads: usage.studio_uploads,
      minutes: usage.studio_minutes,
      most: [usage.studio_upload_limit, usage.studio_minute_limit],
    },
  ] as const;
  for (const { whose, uploads, minutes: used, most } of limits) {
    const [mostUploads, mostMinutes] = most;
    if (mostUploads !== null && uploads >= mostUploads)
      return { code: `${whose}uploads_used_up`, most: mostUploads, counted: uploads };
    if (mostMinutes !== null && (used >= mostMinutes || used + minutes > mostMinutes))
      return { code: `${whose}minutes_used_up`, most: mostMinutes, counted: Math.round(used) };
  }
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
