/** What people have said of a frame. */
import { IconBan, IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { DatasetFrame } from "@/api/client";
import { Tag } from "@/kit/Tag";

export function Mark({ frame: { state, reason } }: { frame: DatasetFrame }) {
  const { t } = useTranslation("datasets");
  if (state === "confirmed")
    return (
      <Tag meaning="good" leftSection={<IconCheck size={12} aria-hidden />}>
        {t("mark.confirmed")}
      </Tag>
    );
  if (state === "unusable")
    return (
      <Tag meaning="bad" leftSection={<IconBan size={12} aria-hidden />}>
        {reason ? t(`reason.${reason}`) : t("mark.unusable")}
      </Tag>
    );
  return null;
}
