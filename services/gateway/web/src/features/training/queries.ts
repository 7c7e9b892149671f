/** Runs in which a pose model learns from datasets. */
import { mutationOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { api, body, everything, type NewTrainingRun, type TrainingRun, type TrainingRunDetails } from "@/api/client";

const ALL = ["training"] as const;
const LIST = [...ALL, "list"] as const;

const of = (run_id: string) => ({ params: { path: { run_id } } });

export const runs = {
  list: () =>
    queryOptions({
      queryKey: LIST,
      queryFn: () =>
        everything<{ runs: TrainingRun[]; next_cursor?: string | null }, TrainingRun>(
          async (cursor) => body(await api.GET("/v1/training-runs", { params: { query: { cursor } } })),
          (page) => page.runs,
        ),
    }),
  one: (id: string) =>
    queryOptions({
      queryKey: [...ALL, "one", id],
      queryFn: async () => body(await api.GET("/v1/training-runs/{run_id}", of(id))),
    }),
};

/** The run as it is told, where it stands. */
export function hearRun(client: QueryClient, told: TrainingRunDetails) {
  client.setQueryData(runs.one(told.id).queryKey, told);
  client.setQueryData(runs.list().queryKey, (old) => old?.map((one) => (one.id === told.id ? told : one)));
}

export type NewRun = Omit<NewTrainingRun, "recipe"> & { recipe: Partial<NewTrainingRun["recipe"]> };

export const startRun = mutationOptions({
  // What is not said of the recipe, the server knows a good value for.
  mutationFn: async (told: NewRun) => body(await api.POST("/v1/training-runs", { body: told as NewTrainingRun })),
  onSuccess: (_begun, _told, _before, { client }) => client.invalidateQueries({ queryKey: LIST }),
});
export const cancelRun = mutationOptions({
  mutationFn: async (id: string) => body(await api.POST("/v1/training-runs/{run_id}/cancel", of(id))),
  onSuccess: (ended, _id, _before, { client }) => hearRun(client, ended),
});
export const promoteRun = mutationOptions({
  mutationFn: async (id: string) => body(await api.PUT("/v1/training-runs/{run_id}/promotion", of(id))),
  onSuccess: (told, _id, _before, { client }) => hearRun(client, told),
});
export const rollBackRun = mutationOptions({
  mutationFn: async (id: string) => body(await api.DELETE("/v1/training-runs/{run_id}/promotion", of(id))),
  onSuccess: (told, _id, _before, { client }) => hearRun(client, told),
});
