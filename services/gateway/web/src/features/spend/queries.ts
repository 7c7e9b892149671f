/** What language models cost, of the studio and of the platform. */
import { mutationOptions, queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";

const ALL = ["spend"] as const;

export const spend = {
  studio: () => queryOptions({ queryKey: [...ALL, "studio"], queryFn: async () => body(await api.GET("/v1/spend")) }),
  platform: () =>
    queryOptions({ queryKey: [...ALL, "platform"], queryFn: async () => body(await api.GET("/v1/spend/platform")) }),
};

/** Every call of a month as a file; without a month all of them. */
export const callsAddress = (month?: string) => (month ? `/v1/spend/calls.csv?month=${month}` : "/v1/spend/calls.csv");

export const setBudget = mutationOptions({
  mutationFn: async (limit: number) => body(await api.PUT("/v1/spend/budget", { body: { limit } })),
  onSuccess: (_told, _limit, _before, { client }) => client.invalidateQueries({ queryKey: ALL }),
});
export const setPlatformBudget = mutationOptions({
  mutationFn: async (limit: number) => body(await api.PUT("/v1/spend/platform/budget", { body: { limit } })),
  onSuccess: (_told, _limit, _before, { client }) => client.invalidateQueries({ queryKey: ALL }),
});
