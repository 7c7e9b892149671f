/** The couples that the signed-in person may see, who dances in them and who trains them. */
import { infiniteQueryOptions, mutationOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { api, body, type Couple, type Dance, everything, following } from "@/api/client";
import { users } from "@/features/users/queries";

const ALL = ["couples"] as const;
const PAGE = 100;

export interface WantedCouples {
  search: string;
  dance?: Dance;
  trainer_id?: string;
}

export interface CoupleFacts {
  lead: string;
  follow: string;
  tier: string;
  level: string;
  dances: Dance[];
}
export type Part = "lead" | "follow";

export const couples = {
  all: ALL,
  /** All of them, for choosing one */
  list: () =>
    queryOptions({
      queryKey: [...ALL, "list"],
      queryFn: () =>
        everything(
          async (cursor) => body(await api.GET("/v1/couples", { params: { query: { cursor } } })),
          (page) => page.couples,
        ),
    }),
  /** By name, page by page */
  found: (wanted: WantedCouples) =>
    infiniteQueryOptions({
      queryKey: [...ALL, "found", wanted],
      initialPageParam: undefined as string | undefined,
      queryFn: async ({ pageParam }) =>
        body(await api.GET("/v1/couples", { params: { query: { ...wanted, limit: PAGE, cursor: pageParam } } })),
      getNextPageParam: following,
    }),
  one: (id: string) =>
    queryOptions({
      queryKey: [...ALL, "one", id],
      queryFn: async () => body(await api.GET("/v1/couples/{couple_id}", { params: { path: { couple_id: id } } })),
    }),
};

export const nameOf = (couple: Pick<Couple, "lead" | "follow">) => `${couple.lead} & ${couple.follow}`;

// Who has a couple stands with the users, too.
const again = (client: QueryClient) =>
  Promise.all([ALL, users.list().queryKey].map((queryKey) => client.invalidateQueries({ queryKey })));

export const addCouple = mutationOptions({
  mutationFn: async (told: CoupleFacts) => body(await api.POST("/v1/couples", { body: { ...told, profile_urls: [] } })),
  onSuccess: (_couple, _told, _before, { client }) => again(client),
});
export const editCouple = mutationOptions({
  mutationFn: async ({ id, ...told }: { id: string } & CoupleFacts) =>
    body(await api.PATCH("/v1/couples/{couple_id}", { params: { path: { couple_id: id } }, body: told })),
  onSuccess: (_couple, _told, _before, { client }) => again(client),
});
export const assignTrainer = mutationOptions({
  mutationFn: (told: { couple: string; trainer: string; assigned: boolean }) =>
    api.PUT("/v1/couples/{couple_id}/trainers/{user_id}", {
      params: { path: { couple_id: told.couple, user_id: told.trainer } },
      body: { assigned: told.assigned },
    }),
  onSuccess: (_answer, _told, _before, { client }) => again(client),
});
/** Which part of a couple somebody's account is; null takes it away. */
export const assignDancer = mutationOptions({
  mutationFn: (told: { couple: string; dancer: string; part: Part | null }) =>
    api.PUT("/v1/couples/{couple_id}/dancers/{user_id}", {
      params: { path: { couple_id: told.couple, user_id: told.dancer } },
      body: { part: told.part },
    }),
  onSuccess: (_answer, _told, _before, { client }) => again(client),
});
