/** How deep a text may go, the plainest first. */
import type { Insight } from "@/api/client";

export const INSIGHTS: readonly Insight[] = ["simple", "standard", "expert"];
export const INSIGHT: Insight = "standard";
