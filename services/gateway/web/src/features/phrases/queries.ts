/** What trainers say, to be said again. */
import { infiniteQueryOptions, mutationOptions, queryOptions } from "@tanstack/react-query";
import { api, body, type Dance, following, type Language, type PhraseState } from "@/api/client";

const ALL = ["phrases"] as const;
const PAGE = 50;

export interface WantedPhrases {
  words: string;
  deficit?: string;
  dance?: Dance;
  state?: PhraseState;
  language?: Language;
}

export const phrases = {
  found: (wanted: WantedPhrases) =>
    infiniteQueryOptions({
      queryKey: [...ALL, "found", wanted],
      initialPageParam: undefined as string | undefined,
      queryFn: async ({ pageParam }) =>
        body(await api.GET("/v1/phrases", { params: { query: { ...wanted, limit: PAGE, cursor: pageParam } } })),
      getNextPageParam: following,
    }),
  coverage: (language?: Language) =>
    queryOptions({
      queryKey: [...ALL, "coverage", language ?? ""],
      queryFn: async () => body(await api.GET("/v1/phrases/coverage", { params: { query: { language } } })).cells,
    }),
};

const of = (id: string) => ({ params: { path: { phrase_id: id } } });

export interface PhraseFacts {
  text: string;
  language: Language;
  deficit: string;
  dance: Dance | null;
}

export const addPhrase = mutationOptions({
  mutationFn: async (told: PhraseFacts) => body(await api.POST("/v1/phrases", { body: told })),
  onSuccess: (_phrase, _told, _before, { client }) => client.invalidateQueries({ queryKey: ALL }),
});
export const editPhrase = mutationOptions({
  mutationFn: async ({ id, text, deficit, dance }: PhraseFacts & { id: string }) =>
    body(
      await api.PATCH("/v1/phrases/{phrase_id}", { ...of(id), body: { text, deficit, dance, every_dance: !dance } }),
    ),
  onSuccess: (_phrase, _told, _before, { client }) => client.invalidateQueries({ queryKey: ALL }),
});
export const reviewPhrase = mutationOptions({
  mutationFn: async ({ id, state }: { id: string; state: PhraseState }) =>
    body(await api.PATCH("/v1/phrases/{phrase_id}", { ...of(id), body: { state, every_dance: false } })),
  onSuccess: (_phrase, _told, _before, { client }) => client.invalidateQueries({ queryKey: ALL }),
});
export const mergePhrases = mutationOptions({
  mutationFn: async ([first, ...others]: string[]) =>
    body(await api.POST("/v1/phrases/{phrase_id}/merge", { ...of(first ?? ""), body: { others } })),
  onSuccess: (_phrase, _told, _before, { client }) => client.invalidateQueries({ queryKey: ALL }),
});
