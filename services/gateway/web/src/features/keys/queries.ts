/** API keys of other programs. */
import { mutationOptions, queryOptions } from "@tanstack/react-query";
import { api, body, everything, type Scope } from "@/api/client";

const ALL = ["keys"] as const;

export const keys = {
  list: () =>
    queryOptions({
      queryKey: [...ALL, "list"],
      queryFn: () =>
        everything(
          async (cursor) => body(await api.GET("/v1/keys", { params: { query: { cursor } } })),
          (page) => page.keys,
        ),
    }),
};

export const makeKey = mutationOptions({
  mutationFn: async (told: { name: string; scopes: Scope[]; partner: string | null; expires_at: string | null }) =>
    body(await api.POST("/v1/keys", { body: told })),
  onSuccess: (_key, _told, _before, { client }) => client.invalidateQueries({ queryKey: ALL }),
});
export const revokeKey = mutationOptions({
  mutationFn: (id: string) => api.DELETE("/v1/keys/{key_id}", { params: { path: { key_id: id } } }),
  onSuccess: (_answer, _id, _before, { client }) => client.invalidateQueries({ queryKey: ALL }),
});
