/** Open, retry what has failed and may be tried again, cancel what is under way, delete what has ended. */
import { Menu } from "@mantine/core";
import { IconEye, IconPlayerStop, IconRefresh, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useConfirm } from "@/kit/confirm";
import { useToast } from "@/kit/toast";
import { cancelAnalysis, deleteAnalysis, retryStage, underWay } from "./queries";
import { DotsButton, type RowProps } from "./RowMenu";

export function OpenRowMenu({ analysis, name }: RowProps) {
  const { t } = useTranslation("analyses");
  const { t: common } = useTranslation();
  const confirm = useConfirm();
  const toast = useToast();
  const cancel = useMutation({ ...cancelAnalysis, onError: toast.failed });
  const remove = useMutation({ ...deleteAnalysis, onError: toast.failed });
  const retry = useMutation({ ...retryStage, onError: toast.failed });
  const { id } = analysis;
  const open = underWay(analysis);
  const again = open ? [] : (analysis.stages ?? []).filter((stage) => stage.state === "failed" && stage.can_retry);
  const askCancel = async () => {
    const question = { title: t("cancelTitle", { count: 1 }), consequence: t("cancelWhy"), action: t("cancel") };
    if (await confirm(question)) cancel.mutate(id, { onSuccess: () => toast.done(t("cancelled", { count: 1 })) });
  };
  const askDelete = async () => {
    const question = { title: t("deleteTitle", { count: 1 }), consequence: t("deleteWhy"), action: t("delete") };
    if (await confirm(question)) remove.mutate(id, { onSuccess: () => toast.done(t("deleted", { count: 1 })) });
  };
  return (
    <Menu position="bottom-end" defaultOpened>
      <Menu.Target>
        <DotsButton name={name} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to={`/analyses/${id}`} leftSection={<IconEye size={16} aria-hidden />}>
          {t("open")}
        </Menu.Item>
        {again.map((stage) => (
          <Menu.Item
            key={`${stage.name}${stage.camera ?? ""}`}
            leftSection={<IconRefresh size={16} aria-hidden />}
            onClick={() => retry.mutate({ id, stage })}
          >
            {t("retry", { stage: common(`stage.${stage.name}`) })}
          </Menu.Item>
        ))}
        {open ? (
          <Menu.Item leftSection={<IconPlayerStop size={16} aria-hidden />} onClick={askCancel}>
            {t("cancel")}
          </Menu.Item>
        ) : (
          <Menu.Item
            c="var(--mantine-color-error)"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={askDelete}
          >
            {t("delete")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
