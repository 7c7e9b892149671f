/** Whether the AI can be asked about a recording, and what is said of that beside the box. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "@/features/account/queries";
import { coaching } from "@/features/coaching/queries";

interface Ai {
  can: boolean;
  hint: string | undefined;
}

/** analysis: one that was evaluated; without one the AI knows nothing. */
export function useAi(analysis: string | null | undefined): Ai {
  const { t } = useTranslation("questions");
  const may = useMay()("ask_ai") && Boolean(analysis);
  const { data } = useQuery({ ...coaching.chat(analysis ?? ""), enabled: may, retry: false });
  if (!may || !data) return { can: false, hint: undefined };
  return { can: data.available, hint: t(data.available ? "aiCaution" : "noAi") };
}
