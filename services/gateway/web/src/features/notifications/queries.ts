/** What one was told inside the app. How much of it is unread is told by the live line. */
import { infiniteQueryOptions, mutationOptions, type QueryClient, useQuery } from "@tanstack/react-query";
import { api, body, following } from "@/api/client";
import { analyses } from "@/features/analyses/queries";

const ALL = ["notifications"] as const;
const PAGE = 50;

export const notifications = {
  /** The newest first, page by page; asked anew when their number has changed */
  list: (unread: number) =>
    infiniteQueryOptions({
      queryKey: [...ALL, "list", unread],
      initialPageParam: undefined as string | undefined,
      queryFn: async ({ pageParam }) =>
        body(await api.GET("/v1/notifications", { params: { query: { limit: PAGE, cursor: pageParam } } })),
      getNextPageParam: following,
    }),
};

/** How many are unread; 0 before that is known */
export function useUnread(): number {
  const { data } = useQuery({ ...analyses.work(), select: (work) => work?.unread ?? 0 });
  return data ?? 0;
}

const again = (client: QueryClient) => client.invalidateQueries({ queryKey: ALL });

/** Some of them, or all. */
export const markRead = mutationOptions({
  mutationFn: (ids: string[] | null) => api.POST("/v1/notifications/read", { body: { notification_ids: ids } }),
  onSuccess: (_answer, _ids, _before, { client }) => again(client),
});
