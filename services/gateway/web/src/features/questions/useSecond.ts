/** Where the recording stands, told a few times a second. */
import { useInterval } from "@mantine/hooks";
import { useState } from "react";
import type { Watching } from "@/kit/reviewTabs";

const EVERY = 250;

export function useSecond(watching: Watching): number {
  const [second, setSecond] = useState(watching.second);
  useInterval(() => setSecond(watching.second()), EVERY, { autoInvoke: true });
  return second;
}
