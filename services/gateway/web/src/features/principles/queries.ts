/** Dancing principles of the studio. */
import { mutationOptions, queryOptions } from "@tanstack/react-query";
import { api, body, type Dance, everything, type Language } from "@/api/client";

const ALL = ["principles"] as const;

export const principles = {
  list: () =>
    queryOptions({
      queryKey: [...ALL, "list"],
      queryFn: () =>
        everything(
          async (cursor) => body(await api.GET("/v1/principles", { params: { query: { cursor } } })),
          (page) => page.principles,
        ),
    }),
};

export interface ToldPrinciple {
  principle_id: string | null;
  dance: Dance | null;
  deficit: string;
  texts: Partial<Record<Language, string>>;
}

const at = (id: string) => ({ params: { path: { principle_id: id } } });

export const savePrinciple = mutationOptions({
  mutationFn: async (told: ToldPrinciple) =>
    body(await api.POST("/v1/principles", { body: { ...told, texts: told.texts as Record<Language, string> } })),
  onSuccess: (_told, _given, _before, { client }) => client.invalidateQueries({ queryKey: ALL }),
});
export const translatePrinciple = mutationOptions({
  mutationFn: async ({ id, language }: { id: string; language: Language }) =>
    body(await api.POST("/v1/principles/{principle_id}/translations", { ...at(id), body: { language } })),
  onSuccess: (_told, _given, _before, { client }) => client.invalidateQueries({ queryKey: ALL }),
});
export const deletePrinciple = mutationOptions({
  mutationFn: (id: string) => api.DELETE("/v1/principles/{principle_id}", at(id)),
  onSuccess: (_answer, _id, _before, { client }) => client.invalidateQueries({ queryKey: ALL }),
});
