/** What was asked of the gateway, and how long it counts. */
import { QueryClient } from "@tanstack/react-query";
import { Refused } from "@/api/client";

const TRIES = 2;
const FRESH = 10_000;
/** Refusals stay refusals; a connection or a part of the platform may come back. */
const passing = (error: Error) => !(error instanceof Refused) || error.status === 0 || error.status === 503;

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: FRESH, retry: (count, error) => passing(error) && count < TRIES } },
});
