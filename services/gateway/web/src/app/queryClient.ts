/** What was asked of the gateway, and how long it counts. */
import { QueryClient } from "@tanstack/react-query";
import { patience } from "@/api/patience";

const FRESH = 10_000;

export const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: FRESH, ...patience } } });
