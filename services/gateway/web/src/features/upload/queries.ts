/** Recordings: a session, its videos, the way they are sent, and what is left of the quotas. */

import { queryOptions } from "@tanstack/react-query";
import { api, body, type Camera, type Crop, type Dance, type Insight, type Language } from "@/api/client";
import type { UploadServer } from "@/api/sending";

const ALL = ["upload"] as const;

export const uploads = {
  usage: () => queryOptions({ queryKey: [...ALL, "usage"], queryFn: async () => body(await api.GET("/v1/usage")) }),
  session: (id: string) =>
    queryOptions({
      queryKey: [...ALL, "session", id],
      queryFn: async () => body(await api.GET("/v1/sessions/{session_id}", at(id))),
    }),
};

const at = (session: string) => ({ params: { path: { session_id: session } } });
const of = (video: string) => ({ params: { path: { video_id: video } } });

export interface SessionWords {
  dance: Dance;
  language: Language;
  notes: string;
}

export const openSession = async (couple: string, words: SessionWords) =>
  body(await api.POST("/v1/sessions", { body: { couple_id: couple, ...words } }));

export const changeSession = async (session: string, words: SessionWords) =>
  body(await api.PATCH("/v1/sessions/{session_id}", { ...at(session), body: words }));

export const startUpload = async (
  session: string,
  camera: Camera,
  file: { name: string; size: number; seconds: number },
) => {
  const told = { session_id: session, camera, file_name: file.name, size_bytes: file.size, seconds: file.seconds };
  return body(await api.POST("/v1/videos", { body: told }));
};

export const completeUpload = async (video: string, parts: { number: number; etag: string }[]) =>
  body(await api.POST("/v1/videos/{video_id}/complete", { ...of(video), body: { parts } }));

/** Fresh addresses for the parts of an upload that is not whole yet, and which of them are there. */
export const resumeUpload = async (video: string) => body(await api.POST("/v1/videos/{video_id}/resume", of(video)));

/** What the sender asks of a video's upload. */
export const VIDEOS: UploadServer = { resume: resumeUpload, complete: completeUpload };

export const cancelUpload = (video: string) => api.POST("/v1/videos/{video_id}/cancel", of(video));

export const readVideo = async (video: string) => body(await api.GET("/v1/videos/{video_id}", of(video)));

export const cropVideo = async (video: string, crop: Crop | null) =>
  body(await api.PUT("/v1/videos/{video_id}/crop", { ...of(video), body: { crop } }));

/** One analysis, however often it is asked for: an answer that was lost, or another window, has begun it already. */
export const beginAnalysis = async (session: string, insight: Insight) => {
  const { analyses } = body(await api.GET("/v1/analyses", { params: { query: { session_id: session, limit: 1 } } }));
  return (
    analyses[0] ??
    body(await api.POST("/v1/analyses", { body: { session_id: session, configuration: { insight } } as never }))
  );
};
