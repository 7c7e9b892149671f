/** Sign-ins and changes, newest first, page by page. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, body, following } from "@/api/client";

const ALL = ["logs"] as const;
const PAGE = 50;
const FIRST = undefined as string | undefined;

export interface LoginFilters {
  search?: string;
  outcome?: "ok" | "refused";
}

export interface ChangeFilters {
  search?: string;
  action?: string;
}

export const logs = {
  logins: (wanted: LoginFilters) =>
    infiniteQueryOptions({
      queryKey: [...ALL, "logins", wanted],
      initialPageParam: FIRST,
      queryFn: async ({ pageParam }) =>
        body(await api.GET("/v1/logins", { params: { query: { ...wanted, limit: PAGE, cursor: pageParam } } })),
      getNextPageParam: following,
    }),
  changes: (wanted: ChangeFilters) =>
    infiniteQueryOptions({
      queryKey: [...ALL, "changes", wanted],
      initialPageParam: FIRST,
      queryFn: async ({ pageParam }) =>
        body(await api.GET("/v1/audit", { params: { query: { ...wanted, limit: PAGE, cursor: pageParam } } })),
      getNextPageParam: following,
    }),
};

/** Where the browser loads all of a log that fits the same filters. */
const file = (path: string, wanted: object) =>
  `${path}?${new URLSearchParams(Object.entries(wanted).filter(([, part]) => part))}`;
export const loginsFile = (wanted: LoginFilters) => file("/v1/logins.csv", wanted);
export const changesFile = (wanted: ChangeFilters) => file("/v1/audit.csv", wanted);
