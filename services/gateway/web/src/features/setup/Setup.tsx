/** What new analyses of the studio start with, and what the platform has set up. */
import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMay } from "@/features/account/queries";
import { Page } from "@/kit/Page";
import { Platform } from "./Platform";
import { Studio } from "./Studio";

export function Setup() {
  const { t } = useTranslation("setup");
  const may = useMay();
  return (
    <Page context={t("context")}>
      <Stack maw="44rem">
        <Studio />
        {may("manage_platform") && <Platform />}
      </Stack>
    </Page>
  );
}
