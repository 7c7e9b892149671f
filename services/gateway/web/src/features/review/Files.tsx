/** The outputs for people, called what they are for; what only pages read is not among them. */
import { Anchor, Card, Stack, Text, Title } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { fileAddress } from "@/features/analyses/queries";

const ORDER = ["report.pdf", "overlay.mp4", "overlay-B.mp4", "overlay-debug.mp4", "overlay-debug-B.mp4"];
const OF_PAGES = /^(lanes\.json|skeletons.*\.bin)$/;

const place = (name: string) => (ORDER.indexOf(name) + ORDER.length + 1) % (ORDER.length + 1);

export function Files({ id, names }: { id: string; names: string[] }) {
  const { t } = useTranslation("review");
  const shown = names.filter((name) => !OF_PAGES.test(name)).sort((one, other) => place(one) - place(other));
  return (
    <Card padding="md">
      <Title order={2} mb="xs">
        {t("files")}
      </Title>
      <Stack gap={0}>
        {shown.map((name) => (
          <Anchor
            key={name}
            href={fileAddress(id, name)}
            target="_blank"
            size="sm"
            mih="var(--touch)"
            style={{ display: "flex", alignItems: "center", gap: "0.5rem" }}
          >
            <IconDownload size={18} aria-hidden />
            <span>{t(`file.${name.replaceAll(/[.-]/g, "_") as "report_pdf"}`, { defaultValue: name })}</span>
            <Text span size="xs" c="dimmed">
              {name.split(".").at(-1)?.toUpperCase()}
            </Text>
          </Anchor>
        ))}
      </Stack>
    </Card>
  );
}
