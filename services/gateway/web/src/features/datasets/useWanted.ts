/** Which frames are looked at, and in which order: kept in the address, from the grid to the editor and back. */
import type { FrameState, Suspicion } from "@/api/client";
import { useListState } from "@/kit/table/useListState";
import type { WantedFrames } from "./queries";
import { REASONS } from "./ReasonWindow";

export const STATES: FrameState[] = ["new", "confirmed", "unusable"];
export const SUSPICIONS: Suspicion[] = ["unsure", "jump", "length", "shared", "missing"];

export function useWanted(): WantedFrames {
  const list = useListState();
  return {
    state: STATES.find((one) => one === list.filter("state")),
    reason: REASONS.find((one) => one === list.filter("reason")),
    suspicion: SUSPICIONS.find((one) => one === list.filter("suspicion")),
    order: list.sort === "worst" ? "worst" : "time",
  };
}
