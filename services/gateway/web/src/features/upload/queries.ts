/** Recordings: a session, its videos, and what is left of the quotas. */
import { queryOptions } from "@tanstack/react-query";
import { api, body, type Camera, type Dance, type Language } from "@/api/client";

const ALL = ["upload"] as const;

export const uploads = {
  usage: () => queryOptions({ queryKey: [...ALL, "usage"], queryFn: async () => body(await api.GET("/v1/usage")) }),
  session: (id: string) =>
    queryOptions({
      queryKey: [...ALL, "session", id],
      queryFn: async () => body(await api.GET("/v1/sessions/{session_id}", { params: { path: { session_id: id } } })),
    }),
};

export const openSession = async (couple: string, dance: Dance, language: Language) =>
  body(await api.POST("/v1/sessions", { body: { couple_id: couple, dance, language, notes: "" } }));

export const startUpload = async (session: string, camera: Camera, file: File, seconds: number) => {
  const told = { session_id: session, camera, file_name: file.name, size_bytes: file.size, seconds };
  return body(await api.POST("/v1/videos", { body: told }));
};

export const completeUpload = (video: string, parts: { number: number; etag: string }[]) =>
  api.POST("/v1/videos/{video_id}/complete", { params: { path: { video_id: video } }, body: { parts } });

/** Fresh addresses for the parts of an upload that is not whole yet. */
export const resumeUpload = async (video: string) =>
  body(await api.POST("/v1/videos/{video_id}/resume", { params: { path: { video_id: video } } }));
