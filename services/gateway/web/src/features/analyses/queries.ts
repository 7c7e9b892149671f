/** Analyses: the list, one of them, and what can be done with it. */
import { infiniteQueryOptions, mutationOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { type Analysis, api, body, following, type LifeState, type Rescoring, type Stage } from "@/api/client";

const ALL = ["analyses"] as const;
const WHILE_RUNNING = 2000;
const SELDOM = 15_000;
const FEW = 20;

/** Of which everything about analyses is known */
export const allAnalyses = ALL;

/** Whether it runs, or waits until the studio has a place for it. */
export const underWay = ({ state }: Pick<Analysis, "state">) => state === "running" || state === "waiting";

const at = (id: string) => ({ params: { path: { analysis_id: id } } });

export const analyses = {
  /** Newest first, page by page */
  list: (wanted: { state?: LifeState; couple_id?: string }) =>
    infiniteQueryOptions({
      queryKey: [...ALL, "list", wanted],
      initialPageParam: undefined as string | undefined,
      queryFn: async ({ pageParam }) =>
        body(await api.GET("/v1/analyses", { params: { query: { ...wanted, cursor: pageParam } } })),
      getNextPageParam: following,
      refetchInterval: ({ state }) =>
        state.data?.pages.some((page) => page.analyses.some(underWay)) ? WHILE_RUNNING : false,
    }),
  /** The newest that are being worked on; how far each is tells its live view */
  running: () =>
    queryOptions({
      queryKey: [...ALL, "running"],
      queryFn: async () =>
        body(await api.GET("/v1/analyses", { params: { query: { state: "running", limit: FEW } } })).analyses,
      refetchInterval: ({ state }) => ((state.data?.length ?? 0) > 0 ? SELDOM : false),
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

const again = (client: QueryClient) => client.invalidateQueries({ queryKey: ALL });

export const startAnalysis = mutationOptions({
  mutationFn: async (session: string) =>
    body(await api.POST("/v1/analyses", { body: { session_id: session } as never })),
  onSuccess: (_analysis, _session, _before, { client }) => again(client),
});
export const cancelAnalysis = mutationOptions({
  mutationFn: (id: string) => api.POST("/v1/analyses/{analysis_id}/cancel", at(id)),
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
