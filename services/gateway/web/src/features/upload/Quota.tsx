/** What is left of the quotas, before anything is sent. */
import { Card, Progress, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/words/format";
import { uploads } from "./queries";

export function Quota() {
  const { t } = useTranslation("upload");
  const { number } = useFormats();
  const usage = useQuery(uploads.usage());
  if (!usage.data) return null;
  const told = usage.data;
  const rows = [
    { name: t("quota.uploads"), used: told.uploads, most: told.upload_limit },
    { name: t("quota.minutes"), used: told.minutes, most: told.minute_limit },
    { name: t("quota.studioUploads"), used: told.studio_uploads, most: told.studio_upload_limit },
    { name: t("quota.studioMinutes"), used: told.studio_minutes, most: told.studio_minute_limit },
  ].flatMap(({ name, used, most }) => (most == null ? [] : [{ name, used, most }]));
  return (
    <Card mt="md">
      <Title order={2} mb="xs">
        {t("quota.title")}
      </Title>
      {rows.length === 0 && <Text size="sm">{t("quota.none")}</Text>}
      <Stack gap="sm">
        {rows.map(({ name, used, most }) => (
          <div key={name}>
            <Text size="sm">{t("quota.of", { name, used: number(used), most: number(most) })}</Text>
            <Progress
              aria-label={name}
              value={Math.min(100, (100 * used) / Math.max(most, 1))}
              color={used >= most ? "bad" : "accent"}
            />
          </div>
        ))}
      </Stack>
      {told.uploads_on_the_way > 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          {t("quota.onTheWay", { count: told.uploads_on_the_way })}
        </Text>
      )}
    </Card>
  );
}
