/** A window over the page that holds a form. */
import { Modal, type ModalProps } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function FormWindow({
  title,
  close,
  ...rest
}: { title: string; close: () => void } & Omit<ModalProps, "opened" | "onClose">) {
  const { t } = useTranslation();
  return <Modal opened onClose={close} title={title} closeButtonProps={{ "aria-label": t("close") }} {...rest} />;
}
