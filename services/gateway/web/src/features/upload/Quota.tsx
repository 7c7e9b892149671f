/** What is left of the quotas, before anything is sent. */
import { Card, Progress, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, body } from "../../api/client";
import { en } from "../../en";

export function Quota() {
  const usage = useQuery({ queryKey: ["usage"], queryFn: async () => body(await api.GET("/v1/usage")) });
  if (!usage.data) return null;
  const rows = [
    { name: en.quota.uploads, used: usage.data.uploads, most: usage.data.upload_limit },
    { name: en.quota.minutes, used: usage.data.minutes, most: usage.data.minute_limit },
    { name: en.quota.studioUploads, used: usage.data.studio_uploads, most: usage.data.studio_upload_limit },
    { name: en.quota.studioMinutes, used: usage.data.studio_minutes, most: usage.data.studio_minute_limit },
  ].filter((row) => row.most !== null && row.most !== undefined);
  if (rows.length === 0) return null;
  return (
    <Card withBorder mt="md">
      <Text fw={600} mb="xs">{en.quota.title}</Text>
      <Stack gap="xs">
        {rows.map((row) => (
          <div key={row.name}>
            <Text size="sm">{row.name}: {Math.round(row.used)} / {row.most}</Text>
            <Progress aria-label={row.name} value={Math.min(100, (100 * row.used) / Math.max(row.most ?? 1, 1))} color={row.used >= (row.most ?? 0) ? "red" : "blue"} />
          </div>
        ))}
      </Stack>
    </Card>
  );
}
