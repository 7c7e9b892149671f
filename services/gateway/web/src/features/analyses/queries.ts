/** Analyses: the list, one of them, what is under way, and what can be done with it. */
import {
  infiniteQueryOptions,
  mutationOptions,
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  type Analysis,
  type AnalysisOrder,
  type AnalysisSummary,
  api,
  body,
  type Dance,
  everything,
  following,
  type LifeState,
  type Rescoring,
  type Stage,
} from "@/api/client";
import type { Work } from "@/api/work";
import { couples, nameOf } from "@/features/couples/queries";
import { useFormats } from "@/words/format";

export type { Job, JobProgress, Work } from "@/api/work";

const ALL = ["analyses"] as const;
const WORK = [...ALL, "work"] as const;
const PAGE = 50;
const LATEST = 6;

export interface WantedAnalyses {
  state?: LifeState;
  couple_id?: string;
  dance?: Dance;
  after?: string;
  before?: string;
  search?: string;
  order?: AnalysisOrder;
}

/** Whether it runs, or waits until the studio has a place for it. */
export const underWay = ({ state }: Pick<Analysis, "state">) => state === "running" || state === "waiting";

const at = (id: string) => ({ params: { path: { analysis_id: id } } });

export const analyses = {
  /** Page by page; what is under way is told by the live line, nothing is asked again and again */
  list: (wanted: WantedAnalyses) =>
    infiniteQueryOptions({
      queryKey: [...ALL, "list", wanted],
      initialPageParam: undefined as string | undefined,
      queryFn: async ({ pageParam }) =>
        body(await api.GET("/v1/analyses", { params: { query: { ...wanted, limit: PAGE, cursor: pageParam } } })),
      getNextPageParam: following,
    }),
  /** The newest that have scores */
  latest: () =>
    queryOptions({
      queryKey: [...ALL, "latest"],
      queryFn: async () =>
        body(await api.GET("/v1/analyses", { params: { query: { state: "done", limit: LATEST } } })).analyses,
    }),
  /** Whether there is any at all */
  any: () =>
    queryOptions({
      queryKey: [...ALL, "any"],
      queryFn: async () => body(await api.GET("/v1/analyses", { params: { query: { limit: 1 } } })).analyses.length > 0,
    }),
  /** All finished ones of a couple, the oldest first */
  finishedOf: (couple: string) =>
    queryOptions({
      queryKey: [...ALL, "finished", couple],
      queryFn: () =>
        everything<{ analyses: AnalysisSummary[]; next_cursor?: string | null }, AnalysisSummary>(
          async (cursor) =>
            body(
              await api.GET("/v1/analyses", {
                params: { query: { couple_id: couple, state: "done", order: "oldest", limit: 200, cursor } },
              }),
            ),
          (page) => page.analyses,
        ),
    }),
  /** What is under way, as the live line told it last; undefined before it has said anything */
  work: () =>
    queryOptions<Work | null>({
      queryKey: WORK,
      queryFn: ({ client }) => client.getQueryData<Work>(WORK) ?? null,
      staleTime: Infinity,
    }),
  ofSession: (session: string) =>
    queryOptions({
      queryKey: [...ALL, "session", session],
      queryFn: async () => body(await api.GET("/v1/analyses", { params: { query: { session_id: session } } })).analyses,
    }),
  one: (id: string) =>
    queryOptions({
      queryKey: [...ALL, "one", id],
      queryFn: async (): Promise<Analysis> => body(await api.GET("/v1/analyses/{analysis_id}", at(id))),
    }),
};

/** The finished ones to choose from, by couple, dance and day. */
export function useFinished() {
  const { t } = useTranslation();
  const { date } = useFormats();
  const found = useInfiniteQuery(analyses.list({ state: "done", order: "newest" }));
  const known = useQuery(couples.list());
  const names = new Map(known.data?.map((one) => [one.id, nameOf(one)]));
  return {
    loading: found.isFetching,
    choices: (found.data?.pages ?? [])
      .flatMap((page) => page.analyses)
      .map(({ id, couple_id, dance, created_at, recordings }) => ({
        value: id,
        label: [names.get(couple_id), t(`dance.${dance}`), date(created_at), ...(recordings ?? [])]
          .filter(Boolean)
          .join(" · "),
      })),
    /** What was typed may stand on a page that is not here yet. */
    search: (typed: string) => {
      if (typed && found.hasNextPage && !found.isFetchingNextPage) void found.fetchNextPage();
    },
  };
}

/** All but what the live line tells. */
const again = (client: QueryClient) =>
  client.invalidateQueries({ queryKey: ALL, predicate: ({ queryKey }) => queryKey[1] !== "work" });

/** What the live line has told; lists are asked anew when something has begun or ended, and only then. */
export function hearWork(client: QueryClient, told: Work) {
  const before = client.getQueryData<Work>(WORK);
  client.setQueryData(WORK, told);
  const states = (work: Work) => work.jobs.map((job) => `${job.id} ${job.progress.state}`).join();
  if (before && states(before) !== states(told)) void again(client);
}

/** The same recording once more through another pose model, all else as it was; who leads is found anew. */
export const tryModel = mutationOptions({
  mutationFn: async ({ analysis, model }: { analysis: string; model: string }) => {
    const { session_id, configuration } = body(await api.GET("/v1/analyses/{analysis_id}", at(analysis)));
    const asked = { ...configuration, pose_model: model, swapped: {} };
    return body(await api.POST("/v1/analyses", { body: { session_id, configuration: asked } }));
  },
  onSuccess: (_analysis, _told, _before, { client }) => again(client),
});
export const cancelAnalysis = mutationOptions({
  mutationFn: (id: string) => api.POST("/v1/analyses/{analysis_id}/cancel", at(id)),
  onSettled: (_answer, _error, _id, _before, { client }) => again(client),
});
export const deleteAnalysis = mutationOptions({
  mutationFn: (id: string) => api.DELETE("/v1/analyses/{analysis_id}", at(id)),
  onSettled: (_answer, _error, _id, _before, { client }) => again(client),
});
export const retryStage = mutationOptions({
  mutationFn: ({ id, stage }: { id: string; stage: Stage }) =>
    api.POST("/v1/analyses/{analysis_id}/retry", {
      ...at(id),
      body: { stage: stage.name, camera: stage.camera ?? null },
    }),
  onSettled: (_answer, _error, _told, _before, { client }) => again(client),
});
export const rescore = mutationOptions({
  mutationFn: async (told: { id: string } & Rescoring) => {
    const { id, ...wanted } = told;
    return body(await api.POST("/v1/analyses/{analysis_id}/rescore", { ...at(id), body: wanted }));
  },
  onSuccess: (_analysis, _told, _before, { client }) => again(client),
});

/** Where a file of an analysis is fetched. */
export const fileAddress = (id: string, name: string) => `/v1/analyses/${id}/files/${name}`;
