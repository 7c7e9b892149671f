/** Sign-ins and changes, newest first, page by page. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, body, following } from "@/api/client";

const ALL = ["logs"] as const;
const PAGE = 50;
const FIRST = undefined as string | undefined;

export type Outcome = "ok" | "refused";

export const logs = {
  logins: (wanted: { email?: string; outcome?: Outcome }) =>
    infiniteQueryOptions({
      queryKey: [...ALL, "logins", wanted],
      initialPageParam: FIRST,
      queryFn: async ({ pageParam }) =>
        body(await api.GET("/v1/logins", { params: { query: { ...wanted, limit: PAGE, cursor: pageParam } } })),
      getNextPageParam: following,
    }),
  changes: (wanted: { action?: string }) =>
    infiniteQueryOptions({
      queryKey: [...ALL, "changes", wanted],
      initialPageParam: FIRST,
      queryFn: async ({ pageParam }) =>
        body(await api.GET("/v1/audit", { params: { query: { ...wanted, limit: PAGE, cursor: pageParam } } })),
      getNextPageParam: following,
    }),
};

export const LOGINS_FILE = "/v1/logins.csv";
export const CHANGES_FILE = "/v1/audit.csv";
