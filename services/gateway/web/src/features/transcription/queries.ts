/** Lessons on their way to text, and the library of what became of them. */
import { infiniteQueryOptions, mutationOptions, queryOptions } from "@tanstack/react-query";
import {
  api,
  body,
  type Dance,
  everything,
  following,
  type Ticket,
  type TranscriptionTask,
  type TranscriptSegment,
} from "@/api/client";
import type { UploadServer } from "@/api/sending";

const ALL = ["transcription"] as const;
const PAGE = 50;

const at = (id: string) => ({ params: { path: { transcription_id: id } } });
const of = (id: string) => ({ params: { path: { transcript_id: id } } });

export const lessons = {
  all: ALL,
  recordings: () =>
    queryOptions({
      queryKey: [...ALL, "recordings"],
      queryFn: () =>
        everything(
          async (cursor) => body(await api.GET("/v1/transcriptions", { params: { query: { cursor } } })),
          (page) => page.transcriptions,
        ),
    }),
  recording: (id: string) =>
    queryOptions({
      queryKey: [...ALL, "recording", id],
      queryFn: async () => body(await api.GET("/v1/transcriptions/{transcription_id}", at(id))),
    }),
  segments: (id: string) =>
    queryOptions({
      queryKey: [...ALL, "segments", id],
      queryFn: () =>
        everything(
          async (cursor) =>
            body(
              await api.GET("/v1/transcriptions/{transcription_id}/segments", {
                params: { path: { transcription_id: id }, query: { cursor, limit: 500 } },
              }),
            ),
          (page) => page.segments,
        ),
    }),
  hotWords: () =>
    queryOptions({
      queryKey: [...ALL, "words"],
      queryFn: async () => body(await api.GET("/v1/transcriptions/hot-words")).words,
    }),
  library: (words: string) =>
    infiniteQueryOptions({
      queryKey: [...ALL, "library", words],
      initialPageParam: undefined as string | undefined,
      queryFn: async ({ pageParam }) =>
        body(await api.GET("/v1/transcripts", { params: { query: { words, limit: PAGE, cursor: pageParam } } })),
      getNextPageParam: following,
    }),
  transcript: (id: string) =>
    queryOptions({
      queryKey: [...ALL, "transcript", id],
      queryFn: async () => body(await api.GET("/v1/transcripts/{transcript_id}", of(id))),
      // What is being edited is not read anew under the hands of who edits it.
      staleTime: Number.POSITIVE_INFINITY,
    }),
  versions: (id: string) =>
    queryOptions({
      queryKey: [...ALL, "versions", id],
      queryFn: () =>
        everything(
          async (cursor) =>
            body(
              await api.GET("/v1/transcripts/{transcript_id}/versions", {
                params: { path: { transcript_id: id }, query: { cursor } },
              }),
            ),
          (page) => page.versions,
        ),
    }),
  version: (id: string, version: number) =>
    queryOptions({
      queryKey: [...ALL, "versions", id, version],
      queryFn: async () =>
        body(
          await api.GET("/v1/transcripts/{transcript_id}", {
            params: { path: { transcript_id: id }, query: { version } },
          }),
        ),
      // What was is what was.
      staleTime: Number.POSITIVE_INFINITY,
    }),
};

export interface Wish {
  task: TranscriptionTask;
  language: string | null;
}

/** In the words of all uploads: what is sent is the same, whatever becomes of it. */
const asTicket = ({ transcription_id, ...rest }: { transcription_id: string } & Omit<Ticket, "video_id">): Ticket => ({
  ...rest,
  video_id: transcription_id,
});

export const startTranscription = async (file: File, wish: Wish) =>
  asTicket(
    body(await api.POST("/v1/transcriptions", { body: { file_name: file.name, size_bytes: file.size, ...wish } })),
  );

export const SERVER: UploadServer = {
  resume: async (id) => asTicket(body(await api.POST("/v1/transcriptions/{transcription_id}/resume", at(id)))),
  complete: (id, parts) => api.POST("/v1/transcriptions/{transcription_id}/complete", { ...at(id), body: { parts } }),
};

export const cancelTranscription = mutationOptions({
  mutationFn: (id: string) => api.POST("/v1/transcriptions/{transcription_id}/cancel", at(id)),
  onSuccess: (_done, _id, _before, { client }) => client.invalidateQueries({ queryKey: ALL }),
});
export const deleteTranscription = mutationOptions({
  mutationFn: (id: string) => api.DELETE("/v1/transcriptions/{transcription_id}", at(id)),
  onSuccess: (_done, _id, _before, { client }) => client.invalidateQueries({ queryKey: lessons.recordings().queryKey }),
});
export const setHotWords = mutationOptions({
  mutationFn: async (words: string[]) => body(await api.PUT("/v1/transcriptions/hot-words", { body: { words } })),
  onSuccess: (found, _words, _before, { client }) => client.setQueryData(lessons.hotWords().queryKey, found.words),
});

export interface Saved {
  transcript_id: string | null;
  transcription_id: string | null;
  version: number | null;
  name: string;
  dances: Dance[];
  language: string;
  segments: TranscriptSegment[];
}

export const saveTranscript = mutationOptions({
  mutationFn: async (told: Saved) => body(await api.POST("/v1/transcripts", { body: told })),
  onSuccess: (saved, _told, _before, { client }) => {
    // Whoever looks at it reads it anew: no draft begins with what is no longer there.
    void client.resetQueries({ queryKey: lessons.transcript(saved.id).queryKey, exact: true });
    void client.invalidateQueries({ queryKey: lessons.versions(saved.id).queryKey, exact: true });
    return client.invalidateQueries({ queryKey: [...ALL, "library"] });
  },
});
export const importTranscript = mutationOptions({
  mutationFn: async (file: File) =>
    body(
      await api.POST("/v1/transcripts/import", {
        body: { file_name: file.name, content: await file.text(), dances: [], language: "" },
      }),
    ),
  onSuccess: (_saved, _file, _before, { client }) => client.invalidateQueries({ queryKey: [...ALL, "library"] }),
});
export const deleteTranscript = mutationOptions({
  mutationFn: (id: string) => api.DELETE("/v1/transcripts/{transcript_id}", of(id)),
  onSuccess: (_done, _id, _before, { client }) => client.invalidateQueries({ queryKey: [...ALL, "library"] }),
});

/** The sound or the picture of a recording; leads to where it is kept, which opens for minutes only. */
const fileAddress = (id: string, name: "sound" | "picture") => `/v1/transcriptions/${id}/files/${name}`;

/** Where a recording can be listened to, and looked at */
export interface Played {
  sound: string | null;
  picture: string | null;
}

interface Kept {
  sound_url?: string | null;
  video_url?: string | null;
}

export const playedOf = (id: string | null | undefined, { sound_url, video_url }: Kept): Played => ({
  sound: id && sound_url ? fileAddress(id, "sound") : null,
  picture: id && video_url ? fileAddress(id, "picture") : null,
});

export const exportAddress = (id: string, form: "txt" | "srt" | "vtt") => `/v1/transcripts/${id}/${form}`;
