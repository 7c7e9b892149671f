/** Cancel or delete all that were chosen, as far as each can be. */
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { AnalysisSummary } from "@/api/client";
import { useConfirm } from "@/kit/confirm";
import { useToast } from "@/kit/toast";
import { cancelAnalysis, deleteAnalysis, underWay } from "./queries";

interface Props {
  chosen: AnalysisSummary[];
  clear: () => void;
}

export function BulkActions({ chosen, clear }: Props) {
  const { t } = useTranslation("analyses");
  const confirm = useConfirm();
  const toast = useToast();
  const cancel = useMutation(cancelAnalysis);
  const remove = useMutation(deleteAnalysis);
  const running = chosen.filter(underWay);
  const ended = chosen.filter((one) => !underWay(one));
  /** One after the other: what one refusal stops, the others are told with it. */
  const all = useMutation({
    mutationFn: async ({ ids, each }: { ids: string[]; each: (id: string) => Promise<unknown> }) => {
      for (const id of ids) await each(id);
      return ids.length;
    },
    onError: toast.failed,
    onSettled: clear,
  });
  const askCancel = async () => {
    const count = running.length;
    const question = { title: t("cancelTitle", { count }), consequence: t("cancelWhy"), action: t("cancel") };
    if (await confirm(question))
      all.mutate(
        { ids: running.map((one) => one.id), each: cancel.mutateAsync },
        { onSuccess: () => toast.done(t("cancelled", { count })) },
      );
  };
  const askDelete = async () => {
    const count = ended.length;
    const question = { title: t("deleteTitle", { count }), consequence: t("deleteWhy"), action: t("delete") };
    if (await confirm(question))
      all.mutate(
        { ids: ended.map((one) => one.id), each: remove.mutateAsync },
        { onSuccess: () => toast.done(t("deleted", { count })) },
      );
  };
  return (
    <>
      {running.length > 0 && (
        <Button variant="default" loading={all.isPending} onClick={askCancel}>
          {t("cancelMany", { count: running.length })}
        </Button>
      )}
      {ended.length > 0 && (
        <Button variant="default" color="bad" loading={all.isPending} onClick={askDelete}>
          {t("deleteMany", { count: ended.length })}
        </Button>
      )}
    </>
  );
}
