/** The dances we analyse, in the order of a competition. */
import type { Dance } from "@/api/client";

export const DANCES: readonly Dance[] = ["waltz", "tango", "viennese_waltz", "slow_foxtrot", "quickstep"];
