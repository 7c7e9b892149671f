/** How somebody begins a conversation: dancers ask, everybody else tells. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { account } from "@/features/account/queries";

export function useBeginning() {
  const { t } = useTranslation("questions");
  const { data } = useQuery(account.owner());
  return data?.actor.role === "dancer"
    ? ({ kind: "question", label: t("yourQuestion"), action: t("ask") } as const)
    : ({ kind: "feedback", label: t("yourFeedback"), action: t("tell") } as const);
}
