/** What a couple has danced before, one run per session: the newest that has scores. */
import { useQuery } from "@tanstack/react-query";
import type { Analysis, AnalysisSummary } from "@/api/client";
import { analyses } from "@/features/analyses/queries";

type Run = Pick<AnalysisSummary, "id" | "session_id" | "created_at">;

/** Newest first, without the session that is looked at, and only what is older than this run. */
export function earlierSessions<R extends Run>(runs: R[], now: Pick<Run, "session_id" | "created_at">): R[] {
  const before = runs
    .filter((run) => run.session_id !== now.session_id && Date.parse(run.created_at) < Date.parse(now.created_at))
    .sort((one, other) => Date.parse(other.created_at) - Date.parse(one.created_at));
  return before.filter((run, index) => before.findIndex((one) => one.session_id === run.session_id) === index);
}

/** The couple's earlier sessions of the same dance that have scores, newest first. */
export function useEarlierSessions(analysis: Analysis): AnalysisSummary[] {
  const { data = [] } = useQuery(analyses.finishedOf(analysis.couple_id));
  const scored = data.filter((run) => run.dance === analysis.dance && Object.keys(run.components ?? {}).length > 0);
  return earlierSessions(scored, analysis);
}
