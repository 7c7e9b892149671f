/** A page of somebody with another role. */
import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Empty } from "@/kit/Empty";
import { Page } from "@/kit/Page";
import { HomeButton } from "./NoSuchPage";

export function NotYours() {
  const { t } = useTranslation();
  return (
    <Page>
      <Empty icon={IconLock} title={t("notYours.what")} next={t("notYours.next")} action={<HomeButton />} />
    </Page>
  );
}
