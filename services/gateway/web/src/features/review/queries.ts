/** What a review shows beside the analysis itself: lanes and joints. */
import { queryOptions } from "@tanstack/react-query";
import { fileAddress } from "@/features/analyses/queries";

const ALL = ["review"] as const;

export interface MetricLane {
  metric: string;
  /** Between which values there is nothing to work on; null where that has no end */
  good_from: number | null;
  good_to: number | null;
  bars: { start: number; end: number; value: number }[];
}
export interface SignalLane {
  metric: string;
  /** Seconds from one value to the next */
  step: number;
  values: (number | null)[];
}
/** lanes.json; times are those of the first camera */
export interface Lanes {
  metrics: MetricLane[];
  signals: SignalLane[];
}

const LANES = "lanes.json";

async function bytesOf(address: string, range?: string) {
  const answer = await fetch(address, range ? { headers: { Range: range } } : {});
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer;
}

/** Bytes [first, last] of a file of an analysis. */
export const fetchRange = (id: string, name: string) => async (first: number, last: number) =>
  (await bytesOf(fileAddress(id, name), `bytes=${first}-${last}`)).arrayBuffer();

export const reviews = {
  lanes: (id: string, files: string[]) =>
    queryOptions({
      queryKey: [...ALL, "lanes", id],
      queryFn: async () => (await (await bytesOf(fileAddress(id, LANES))).json()) as Lanes,
      enabled: files.includes(LANES),
      staleTime: Number.POSITIVE_INFINITY,
    }),
};
