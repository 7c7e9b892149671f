/** Live progress of a running analysis; the analysis is read again when a stage has changed or all is over. */
import { useQueryClient } from "@tanstack/react-query";
import type { StageName } from "@/api/client";
import { useLive } from "@/api/live";
import { analyses } from "@/features/analyses/queries";

export interface Progress {
  percent: number;
  eta_seconds: number | null;
  stage: StageName | null;
  done: number;
  total: number;
  unit: string;
}

export function useProgress(id: string): Progress | null {
  const client = useQueryClient();
  return useLive<Progress>("analysis", id, true, ({ name, told }, before) => {
    if (name === "end") void client.invalidateQueries();
    else if (told.stage !== before?.stage) void client.invalidateQueries({ queryKey: analyses.one(id).queryKey });
  });
}
