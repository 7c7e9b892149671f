/** A page that could not be shown. */
import { Button } from "@mantine/core";
import { IconMoodSad } from "@tabler/icons-react";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Empty } from "@/kit/Empty";
import { Page } from "@/kit/Page";

/** A part of the app that is not there any more: it has been replaced by a newer one since the page was loaded. */
const OUTDATED = /dynamically imported module|importing a module script|preload CSS/i;

export function Broken({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const again = () => (OUTDATED.test(String(error)) ? window.location.reload() : reset());
  return (
    <Page title={t("broken.title")}>
      <Empty
        icon={IconMoodSad}
        title={t("broken.what")}
        next={t("broken.next")}
        action={<Button onClick={again}>{t("retry")}</Button>}
      />
    </Page>
  );
}
