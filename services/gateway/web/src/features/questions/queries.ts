/** What couples and trainers say to one another, and how much of it is new. */
import { infiniteQueryOptions, mutationOptions, type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { api, body, everything, following, type Post, putFile, type ThreadKind } from "@/api/client";
import { useUnread } from "@/features/notifications/queries";

const ALL = ["questions"] as const;
const PAGE = 50;
const LOOK_AGAIN = 3000;

export interface WantedThreads {
  couple_id?: string;
  analysis_id?: string;
  kind?: ThreadKind;
  answered?: boolean;
}

const at = (thread_id: string) => ({ path: { thread_id } });

const isBeingWritten = (post: Post) => post.attachments.some((one) => one.written_down === "waiting");

export const questions = {
  /** The ones last written to first; asked anew when the reader was told something */
  list: (wanted: WantedThreads, told: number) =>
    infiniteQueryOptions({
      queryKey: [...ALL, "list", wanted, told],
      initialPageParam: undefined as string | undefined,
      queryFn: async ({ pageParam }) =>
        body(await api.GET("/v1/conversations", { params: { query: { ...wanted, limit: PAGE, cursor: pageParam } } })),
      getNextPageParam: following,
    }),
  one: (id: string) =>
    queryOptions({
      queryKey: [...ALL, "one", id],
      queryFn: async () => body(await api.GET("/v1/conversations/{thread_id}", { params: at(id) })),
    }),
  /** All that was said in one */
  posts: (id: string, told: number) =>
    queryOptions({
      queryKey: [...ALL, "posts", id, told],
      queryFn: () =>
        everything(
          async (cursor) =>
            body(await api.GET("/v1/conversations/{thread_id}/posts", { params: { ...at(id), query: { cursor } } })),
          (page) => page.posts,
        ),
      // Nobody is told when the words of a voice note are there: who looks at it asks again.
      refetchInterval: ({ state }) => (state.data?.some(isBeingWritten) ? LOOK_AGAIN : false),
    }),
  waiting: (told: number) =>
    queryOptions({
      queryKey: [...ALL, "waiting", told],
      queryFn: async () => body(await api.GET("/v1/conversations", { params: { query: { limit: 1 } } })).unread,
    }),
};

/** How many conversations have something that is new to the reader; 0 before that is known */
export function useWaiting(): number {
  return useQuery(questions.waiting(useUnread())).data ?? 0;
}

export interface Said {
  text: string;
  attachments: Blob[];
}

export interface Subject {
  couple_id: string;
  analysis_id?: string;
  second?: number;
}

export type Addressee = "trainer" | "ai";
type MediaType = "image/jpeg" | "image/png" | "audio/webm" | "audio/mp4" | "audio/ogg";

/** Bring what lies beside a post to the store; what it is called there. */
async function send(couple_id: string, data: Blob): Promise<string> {
  const media_type = data.type.split(";")[0] as MediaType;
  const ticket = body(
    await api.POST("/v1/conversations/attachments", { body: { couple_id, media_type, size_bytes: data.size } }),
  );
  await putFile(ticket.url, data, "attachment_missing");
  return ticket.attachment_id;
}

const sendAll = (couple_id: string, { attachments }: Said) =>
  Promise.all(attachments.map((data) => send(couple_id, data)));

/** Something is new in conversations */
export const again = (client: QueryClient) => client.invalidateQueries({ queryKey: ALL });

interface Opened {
  kind: ThreadKind;
  about: Subject;
  said: Said;
  to?: Addressee;
}

interface Added {
  thread: { id: string; couple_id: string };
  said: Said;
  to?: Addressee;
}

export const openThread = mutationOptions({
  mutationFn: async ({ kind, about, said, to = "trainer" }: Opened) =>
    body(
      await api.POST("/v1/conversations", {
        body: { kind, ...about, to, text: said.text, attachments: await sendAll(about.couple_id, said) },
      }),
    ),
  onSuccess: (_thread, _said, _before, { client }) => again(client),
});

export const addPost = mutationOptions({
  mutationFn: async ({ thread, said, to = "trainer" }: Added) =>
    body(
      await api.POST("/v1/conversations/{thread_id}/posts", {
        params: at(thread.id),
        body: { to, text: said.text, attachments: await sendAll(thread.couple_id, said) },
      }),
    ),
  onSuccess: (_post, _said, _before, { client }) => again(client),
});

export const markThreadRead = mutationOptions({
  mutationFn: (id: string) => api.POST("/v1/conversations/{thread_id}/read", { params: at(id) }),
  onSuccess: (_answer, _id, _before, { client }) => again(client),
});
