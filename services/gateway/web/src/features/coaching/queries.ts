/** An evaluation in its parts, and one's own conversation about an analysis. */
import { mutationOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";

const ALL = ["coaching"] as const;
const at = (id: string) => ({ params: { path: { analysis_id: id } } });

export const coaching = {
  evaluation: (id: string) =>
    queryOptions({
      queryKey: [...ALL, "evaluation", id],
      queryFn: async () => body(await api.GET("/v1/analyses/{analysis_id}/evaluation", at(id))),
    }),
  chat: (id: string) =>
    queryOptions({
      queryKey: [...ALL, "chat", id],
      queryFn: async () => body(await api.GET("/v1/analyses/{analysis_id}/chat", at(id))),
    }),
};

const again = (client: QueryClient, id: string) => client.invalidateQueries({ queryKey: coaching.chat(id).queryKey });

export const askChat = mutationOptions({
  mutationFn: async ({ id, text }: { id: string; text: string }) =>
    body(await api.POST("/v1/analyses/{analysis_id}/chat", { ...at(id), body: { text } })),
  onSuccess: (chat, { id }, _before, { client }) => client.setQueryData(coaching.chat(id).queryKey, chat),
});
export const stopChat = mutationOptions({
  mutationFn: (id: string) => api.POST("/v1/analyses/{analysis_id}/chat/stop", at(id)),
  onSuccess: (_answer, id, _before, { client }) => again(client, id),
});
