/** After the start: what happens now, and that nobody has to wait here. */
import { Alert, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Usage } from "@/api/client";
import { videosOf } from "./drafts/draft";
import { changeDraft } from "./drafts/store";
import { advance } from "./flow/advance";
import { VideoCard } from "./steps/VideoCard";
import type { Editing } from "./useDraft";
import { useProblem } from "./useProblem";

export function OnTheWay({ draft, another, usage }: Editing & { usage: Usage }) {
  const { t } = useTranslation("upload");
  const { t: common } = useTranslation();
  const said = useProblem();
  const { analysis, problem } = draft;
  const retry = () => {
    changeDraft(draft.id, { problem: null });
    void advance(draft.id);
  };
  return (
    <Stack maw="40rem">
      <Card>
        <Stack gap="sm">
          <Title order={2}>{t(analysis ? "begun" : "waiting")}</Title>
          <Text>{t(analysis ? "begunWhat" : "waitingWhat")}</Text>
          {problem && (
            <Alert color="bad" role="alert">
              <Group justify="space-between">
                <Text size="sm">{said(problem)}</Text>
                <Button variant="default" onClick={retry}>
                  {common("retry")}
                </Button>
              </Group>
            </Alert>
          )}
          <Group>
            {analysis && (
              <Button component={Link} to={`/analyses/${analysis}`}>
                {t("follow")}
              </Button>
            )}
            <Button variant="default" onClick={another}>
              {t("another")}
            </Button>
          </Group>
        </Stack>
      </Card>
      {!analysis && videosOf(draft).map((video) => <VideoCard key={video.camera} {...{ draft, video, usage }} />)}
    </Stack>
  );
}
