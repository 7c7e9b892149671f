/** Where a frame stands among those that are worked through, and which of all is the worst that nobody has looked at. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { DatasetFrame } from "@/api/client";
import { datasets } from "../queries";
import { useWanted } from "../useWanted";

export function useNeighbours(frame: DatasetFrame) {
  const client = useQueryClient();
  const wanted = useWanted();
  // What is saved is suspected no more, and would stand last.
  const [stoodAt] = useState(frame.suspicion);
  const asked = datasets.neighbours(frame.id, wanted, stoodAt);
  const found = useQuery(asked);
  return {
    before: found.data?.before,
    next: found.data?.next,
    worst: found.data?.worst,
    /** The same as soon as it is known: keys are quicker than answers */
    known: () => client.ensureQueryData(asked),
    /** As it is at this moment: others work, too */
    now: () => client.fetchQuery({ ...asked, staleTime: 0 }),
  };
}

export type Near = ReturnType<typeof useNeighbours>;
