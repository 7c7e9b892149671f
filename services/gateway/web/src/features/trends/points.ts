/** How a couple's scores have gone: one point for each recording, dance by dance. */
import type { AnalysisSummary, Dance } from "@/api/client";
import { DANCES } from "@/kit/dances";

export interface Point {
  id: string;
  /** When the recording was first analysed, as milliseconds: scored again it is still the same dancing */
  at: number;
  total: number | null;
  marks: Record<string, number | null>;
  intervals: Record<string, [number, number]>;
}

/** runs: finished ones, the oldest first. Of several scorings of one recording the latest counts. */
export function pointsOf(runs: AnalysisSummary[], dance: Dance): Point[] {
  const points = new Map<string, Point>();
  for (const run of runs) {
    if (run.dance !== dance || Object.keys(run.components ?? {}).length === 0) continue;
    points.set(run.session_id, {
      id: run.id,
      at: points.get(run.session_id)?.at ?? Date.parse(run.created_at),
      total: run.total ?? null,
      marks: run.components ?? {},
      intervals: (run.intervals ?? {}) as Point["intervals"],
    });
  }
  return [...points.values()].sort((one, other) => one.at - other.at);
}

/** The dances of which there are scores, the one with most of them first. */
export function dancesOf(runs: AnalysisSummary[]): Dance[] {
  const count = new Map(DANCES.map((dance) => [dance, pointsOf(runs, dance).length]));
  const of = (dance: Dance) => count.get(dance) ?? 0;
  return DANCES.filter(of).sort((one, other) => of(other) - of(one));
}

/** Components in the order in which results tell them. */
export const codesOf = (points: Point[]): string[] => [...new Set(points.flatMap((point) => Object.keys(point.marks)))];
