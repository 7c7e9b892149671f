/** A page that could not be shown. */
import { Button } from "@mantine/core";
import { IconMoodSad } from "@tabler/icons-react";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Empty } from "@/kit/Empty";
import { Page } from "@/kit/Page";

export function Broken({ reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <Page title={t("broken.title")}>
      <Empty
        icon={IconMoodSad}
        title={t("broken.what")}
        next={t("broken.next")}
        action={<Button onClick={reset}>{t("retry")}</Button>}
      />
    </Page>
  );
}
