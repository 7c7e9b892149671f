/** The couples that the signed-in person may see. */
import { mutationOptions, queryOptions } from "@tanstack/react-query";
import { api, body, type Couple, everything } from "@/api/client";

const ALL = ["couples"] as const;

export const couples = {
  all: ALL,
  list: () =>
    queryOptions({
      queryKey: [...ALL, "list"],
      queryFn: () =>
        everything(
          async (cursor) => body(await api.GET("/v1/couples", { params: { query: { cursor } } })),
          (page) => page.couples,
        ),
    }),
};

export const nameOf = (couple: Couple) => `${couple.lead} & ${couple.follow}`;

export const assignTrainer = mutationOptions({
  mutationFn: (told: { couple: string; trainer: string; assigned: boolean }) =>
    api.PUT("/v1/couples/{couple_id}/trainers/{user_id}", {
      params: { path: { couple_id: told.couple, user_id: told.trainer } },
      body: { assigned: told.assigned },
    }),
  onSuccess: (_answer, _told, _before, { client }) => client.invalidateQueries({ queryKey: ALL }),
});
