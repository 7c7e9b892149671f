/** Where long work stands: the same words and signs for every kind of it. */
import { Loader } from "@mantine/core";
import { IconCheck, IconClock, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { LifeState } from "@/api/client";
import { Tag } from "./Tag";
import type { Meaning } from "./tokens";

const MEANINGS: Record<LifeState, Meaning> = {
  waiting: "plain",
  running: "accent",
  done: "good",
  failed: "bad",
  cancelled: "plain",
};
const SIGNS = {
  waiting: <IconClock size={12} aria-hidden />,
  running: <Loader size={10} aria-hidden />,
  done: <IconCheck size={12} aria-hidden />,
  failed: <IconX size={12} aria-hidden />,
  cancelled: <IconX size={12} aria-hidden />,
};

export function StateTag({ state }: { state: LifeState }) {
  const { t } = useTranslation();
  return (
    <Tag meaning={MEANINGS[state]} leftSection={SIGNS[state]}>
      {t(`state.${state}`)}
    </Tag>
  );
}
