/** Spans of a video that are left out: joined where they meet, refused where they make no sense. */
import type { Span } from "@/api/client";

/** Seconds; shorter ones are slips of the finger */
export const LEAST = 0.1;
const MOST = 200;

export type Impossible = "backwards" | "short" | "outside" | "everything" | "many";

const rounded = (second: number) => Math.round(second * 100) / 100;

/** Why a span cannot be left out of a video of some seconds; undefined where it can. */
export function whyNot({ start, end }: Span, seconds: number): Impossible | undefined {
  if (!Number.isFinite(start) || !Number.isFinite(end) || start < 0 || start >= seconds) return "outside";
  if (end <= start) return "backwards";
  if (end - start < LEAST) return "short";
  return undefined;
}

/** In order, cut to the video, those that meet or overlap as one. */
export function merge(spans: Span[], seconds: number): Span[] {
  const ordered = spans
    .map(({ start, end }) => ({ start: rounded(Math.max(start, 0)), end: rounded(Math.min(end, seconds)) }))
    .sort((one, other) => one.start - other.start);
  const merged: Span[] = [];
  for (const span of ordered) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push(span);
  }
  return merged;
}

/** One more span, or in place of another one; a word where that is impossible. */
export function withSpan(spans: Span[], span: Span, seconds: number, instead?: number): Span[] | Impossible {
  const impossible = whyNot(span, seconds);
  if (impossible) return impossible;
  const merged = merge([...spans.filter((_, index) => index !== instead), span], seconds);
  if (merged.length > MOST) return "many";
  const left = seconds - merged.reduce((sum, one) => sum + one.end - one.start, 0);
  return left < LEAST ? "everything" : merged;
}

export const sameSpans = (one: Span[], other: Span[]) =>
  one.length === other.length && one.every((span, i) => span.start === other[i]?.start && span.end === other[i]?.end);

/** Both ends in order, wherever a drag began. */
export const between = (one: number, other: number): Span => ({
  start: rounded(Math.min(one, other)),
  end: rounded(Math.max(one, other)),
});
