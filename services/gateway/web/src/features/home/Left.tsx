/** What is left of the quotas; nothing is said of what has no limit. */
import { Card, Progress, SimpleGrid, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { uploads } from "@/features/upload/queries";
import { useFormats } from "@/words/format";

export function Left() {
  const { t } = useTranslation("home");
  const { number } = useFormats();
  const { data: told } = useQuery(uploads.usage());
  if (!told) return null;
  const rows = [
    { name: t("uploads"), used: told.uploads, most: told.upload_limit },
    { name: t("minutes"), used: told.minutes, most: told.minute_limit },
    { name: t("studioUploads"), used: told.studio_uploads, most: told.studio_upload_limit },
    { name: t("studioMinutes"), used: told.studio_minutes, most: told.studio_minute_limit },
  ].flatMap(({ name, used, most }) => (most == null ? [] : [{ name, left: Math.max(0, most - used), most }]));
  if (rows.length === 0) return null;
  return (
    <section>
      <Title order={2} mb="sm">
        {t("quota")}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
        {rows.map(({ name, left, most }) => (
          <Card key={name} padding="md">
            <Text size="sm" c="dimmed">
              {name}
            </Text>
            <Text fw={650}>{t("left", { left: number(Math.floor(left)), most: number(most) })}</Text>
            <Progress
              mt="xs"
              value={(100 * left) / Math.max(most, 1)}
              color={left > 0 ? "accent" : "bad"}
              aria-label={name}
            />
          </Card>
        ))}
      </SimpleGrid>
    </section>
  );
}
