/** The quality report of the recordings. */
import { Card, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { QualityLine, Verdict } from "@/api/client";
import { uploads } from "@/features/upload/queries";
import { Tag } from "@/kit/Tag";
import type { Meaning } from "@/kit/tokens";

const MEANINGS: Record<Verdict, Meaning> = { good: "good", warning: "warn", unusable: "bad" };

export function Recording({ sessionId }: { sessionId: string }) {
  const { t } = useTranslation("review");
  const session = useQuery(uploads.session(sessionId));
  const videos = (session.data?.videos ?? []).filter((video) => (video.quality ?? []).length > 0);
  if (videos.length === 0) return null;
  return (
    <Card>
      <Title order={2} mb="sm">
        {t("recording")}
      </Title>
      {videos.map((video) => (
        <Stack key={video.id} gap="sm" mb="sm">
          {videos.length > 1 && <Title order={3}>{t("camera", { camera: video.camera })}</Title>}
          {video.quality?.map((line) => (
            <Line key={line.name} line={line} />
          ))}
        </Stack>
      ))}
    </Card>
  );
}

function Line({ line }: { line: QualityLine }) {
  const { t } = useTranslation("review");
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap">
      <div>
        <Text size="sm" fw={600}>
          {t(`quality.${line.name as "sharpness"}`, { defaultValue: line.name })}
        </Text>
        <Text size="sm">{line.measured}</Text>
        {line.advice && (
          <Text size="sm" c="dimmed">
            {line.advice}
          </Text>
        )}
      </div>
      <Tag meaning={MEANINGS[line.verdict]}>{t(`verdict.${line.verdict}`)}</Tag>
    </Group>
  );
}
