/** Live progress of a running analysis over server-sent events; the analysis is read again when something changed. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { StageName } from "../../api/client";

export interface Live {
  percent: number;
  eta_seconds: number | null;
  stage: StageName | null;
  done: number;
  total: number;
  unit: string;
}

export function useLive(analysisId: string, running: boolean): Live | null {
  const queries = useQueryClient();
  const [live, setLive] = useState<Live | null>(null);
  useEffect(() => {
    if (!running) return undefined;
    const stream = new EventSource(`/v1/live/analysis/${analysisId}`);
    let stage: StageName | null = null;
    const hear = (event: MessageEvent<string>) => {
      const heard = JSON.parse(event.data) as Live;
      setLive(heard);
      if (heard.stage !== stage) void queries.invalidateQueries({ queryKey: ["analysis", analysisId] });
      stage = heard.stage;
    };
    stream.addEventListener("snapshot", hear);
    stream.addEventListener("progress", hear);
    stream.addEventListener("end", () => {
      stream.close();
      void queries.invalidateQueries();
    });
    return () => stream.close();
  }, [analysisId, running, queries]);
  return running ? live : null;
}
