/** An address that leads nowhere. */
import { Button } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Empty } from "@/kit/Empty";
import { Page } from "@/kit/Page";

export function NoSuchPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("noPage.title")}>
      <Empty icon={IconMapOff} title={t("noPage.what")} action={<HomeButton />} />
    </Page>
  );
}

export function HomeButton() {
  const { t } = useTranslation();
  return (
    <Button component={Link} to="/" variant="default">
      {t("home")}
    </Button>
  );
}
