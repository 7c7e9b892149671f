/** Second step: what the recordings are like. Begun by the browser, completed by the server line by line. */
import { Alert, Card, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Usage } from "@/api/client";
import { QualityLines } from "@/kit/QualityLines";
import { type Draft, type DraftVideo, videosOf } from "../drafts/draft";
import { uploads } from "../queries";
import { firstLines, joinLines, worst } from "../reading/verdicts";
import { SentBar } from "../SentBar";
import { useProblem } from "../useProblem";

export function useServerVideo(draft: Draft, video: DraftVideo | undefined) {
  const session = useQuery({ ...uploads.session(draft.session ?? ""), enabled: draft.session !== null });
  const { refetch } = session;
  const state = video?.state;
  useEffect(() => {
    if (state === "ready" || state === "refused") void refetch();
  }, [state, refetch]);
  return session.data?.videos?.find(({ id }) => id === video?.id);
}

export function Quality({ draft, usage }: { draft: Draft; usage: Usage }) {
  return (
    <Stack>
      {videosOf(draft).map((video) => (
        <Report key={video.camera} draft={draft} video={video} usage={usage} />
      ))}
    </Stack>
  );
}

function Report({ draft, video, usage }: { draft: Draft; video: DraftVideo; usage: Usage }) {
  const { t } = useTranslation("upload");
  const said = useProblem();
  const told = useServerVideo(draft, video);
  const lines = joinLines(firstLines(video, video.facts, usage.recordings), told?.quality ?? []);
  const whole = (told?.quality ?? []).length > 0;
  const verdict = worst(lines);
  return (
    <Card>
      <Stack gap="md">
        <Title order={2}>{t("cameraOf", { camera: video.camera })}</Title>
        {video.problem ? (
          <Alert color="bad" role="alert">
            {said(video.problem)}
          </Alert>
        ) : (
          <Alert role="status" color={verdict === "good" ? "good" : verdict === "warning" ? "warn" : "bad"}>
            {t(`overall.${verdict}`)}
          </Alert>
        )}
        {!whole && <SentBar video={video} />}
        <QualityLines lines={lines} />
        {!whole && !video.problem && (
          <div role="status">
            <Text size="sm" c="dimmed" mb="xs">
              {t("moreComes")}
            </Text>
            <Skeleton height={12} mb="xs" animate={false} />
            <Skeleton height={12} width="60%" animate={false} />
          </div>
        )}
      </Stack>
    </Card>
  );
}
