/** The quality report of the recordings: what was checked before, and the camera's angle, which scoring has seen. */
import { Card, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { QualityLine, Result, Verdict } from "@/api/client";
import { uploads } from "@/features/upload/queries";
import { Tag } from "@/kit/Tag";
import type { Meaning } from "@/kit/tokens";
import { useMusicSentence } from "./music";

const MEANINGS: Record<Verdict, Meaning> = { good: "good", warning: "warn", unusable: "bad" };

interface Props {
  sessionId: string;
  result: Result | null | undefined;
}

export function Recording({ sessionId, result }: Props) {
  const { t } = useTranslation("review");
  const heard = useMusicSentence()(result);
  const session = useQuery(uploads.session(sessionId));
  const videos = (session.data?.videos ?? []).flatMap(({ id, camera, quality = [] }) => {
    const angle = result?.cameras[camera]?.angle;
    // Once it was listened to, what was heard says more than that there is sound.
    const told = quality.map((line) =>
      line.name === "audio" && line.verdict === "good" && heard
        ? { ...line, measured: heard, verdict: "warning" as const }
        : line,
    );
    const lines = angle ? [...told, angle] : told;
    return lines.length > 0 ? [{ id, camera, lines }] : [];
  });
  if (videos.length === 0) return null;
  return (
    <Card>
      <Title order={2} mb="sm">
        {t("recording")}
      </Title>
      {videos.map((video) => (
        <Stack key={video.id} gap="sm" mb="sm">
          {videos.length > 1 && <Title order={3}>{t("camera", { camera: video.camera })}</Title>}
          {video.lines.map((line) => (
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
