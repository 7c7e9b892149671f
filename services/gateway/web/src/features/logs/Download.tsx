/** What the list shows, all of it, as a file for other programs. */
import { ActionIcon, Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { usePhone } from "@/kit/usePhone";

export function Download({ address }: { address: string }) {
  const { t } = useTranslation("logs");
  if (usePhone())
    return (
      <ActionIcon component="a" href={address} download variant="default" size="lg" aria-label={t("csv")}>
        <IconDownload size={18} aria-hidden />
      </ActionIcon>
    );
  return (
    <Button component="a" href={address} download variant="subtle" leftSection={<IconDownload size={16} aria-hidden />}>
      {t("csv")}
    </Button>
  );
}
