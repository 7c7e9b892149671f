/** The quality report of the recordings: what was checked before, and the camera's angle, which scoring has seen. */
import { Card, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Result } from "@/api/client";
import { uploads } from "@/features/upload/queries";
import { QualityLines } from "@/kit/QualityLines";
import { useMusicSentence } from "./music";

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
        ? { ...line, measured: heard, verdict: "warning" as const, facts: {} }
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
          <QualityLines lines={video.lines} />
        </Stack>
      ))}
    </Card>
  );
}
