/** Whose skeletons somebody wants to see, kept in their browser. */
import { useLocalStorage } from "@mantine/hooks";
import type { Shown } from "./drawSkeletons";

export const useShown = () =>
  useLocalStorage<Shown>({ key: "danceai-skeletons", defaultValue: "both", getInitialValueInEffect: false });
