/** Rows that come page by page, as a list takes them. */
import type { UseInfiniteQueryResult } from "@tanstack/react-query";

type Found = Pick<UseInfiniteQueryResult, "error" | "refetch" | "hasNextPage" | "fetchNextPage" | "isFetchingNextPage">;

export function pagewise(found: Found) {
  return {
    error: found.error,
    retry: () => void found.refetch(),
    server: { more: found.hasNextPage, load: () => void found.fetchNextPage(), loading: found.isFetchingNextPage },
  };
}
