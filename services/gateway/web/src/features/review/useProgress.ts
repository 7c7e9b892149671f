/** Live progress of a running analysis; the analysis is read again when a stage has changed or all is over. */
import { useQueryClient } from "@tanstack/react-query";
import { useLive } from "@/api/live";
import type { JobProgress } from "@/api/work";
import { analyses } from "@/features/analyses/queries";

export function useProgress(id: string): JobProgress | null {
  const client = useQueryClient();
  return useLive<JobProgress>("analysis", id, true, ({ name, told }, before) => {
    if (name === "end") void client.invalidateQueries();
    else if (told.stage !== before?.stage) void client.invalidateQueries({ queryKey: analyses.one(id).queryKey });
  });
}
