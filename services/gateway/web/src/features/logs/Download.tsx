/** What the list shows, all of it, as a file for other programs. */
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

export function Download({ address }: { address: string }) {
  const { t } = useTranslation("logs");
  return (
    <Button component="a" href={address} download variant="subtle" leftSection={<IconDownload size={16} aria-hidden />}>
      {t("csv")}
    </Button>
  );
}
