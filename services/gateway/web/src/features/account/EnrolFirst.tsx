/** The studio asks for a second factor: nothing else can be done before it is set up. */
import { Alert, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Page } from "@/kit/Page";
import { SecondFactor } from "./SecondFactor";

export function EnrolFirst() {
  const { t } = useTranslation("account");
  return (
    <Page title={t("totp.enrol")}>
      <Stack maw="44rem">
        <Alert role="status">{t("totp.required")}</Alert>
        <SecondFactor on={false} left={0} />
      </Stack>
    </Page>
  );
}
