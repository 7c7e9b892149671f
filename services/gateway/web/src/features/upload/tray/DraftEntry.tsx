/** One new analysis in the tray: its uploads, then its run, then its result. */
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { analyses, underWay } from "@/features/analyses/queries";
import { useConfirm } from "@/kit/confirm";
import { LiveBar } from "@/kit/LiveBar";
import { StateTag } from "@/kit/StateTag";
import { arrived, type Draft, usable, videosOf } from "../drafts/draft";
import { removeDraft } from "../drafts/store";
import { dropDraft, setPaused } from "../flow/advance";
import { SentBar } from "../SentBar";
import { useProblem } from "../useProblem";

export function DraftEntry({ draft }: { draft: Draft }) {
  const { t: common } = useTranslation();
  const names = videosOf(draft)
    .map(({ name }) => name)
    .join(", ");
  const title = draft.dance ? `${common(`dance.${draft.dance}`)} · ${draft.coupleName}` : names;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600} truncate>
        {title}
      </Text>
      {title !== names && (
        <Text size="xs" c="dimmed" truncate>
          {names}
        </Text>
      )}
      {draft.analysis ? <Run draft={draft} analysis={draft.analysis} /> : <Uploads draft={draft} />}
    </Stack>
  );
}

function Uploads({ draft }: { draft: Draft }) {
  const { t } = useTranslation("upload");
  const confirm = useConfirm();
  const said = useProblem();
  const videos = videosOf(draft);
  const moving = videos.filter(({ state }) => state === "sending" || state === "paused");
  const paused = moving.length > 0 && moving.every(({ state }) => state === "paused");
  const cancel = async () => {
    const name = videos.map((video) => video.name).join(", ");
    if (await confirm({ title: t("cancelTitle"), consequence: t("cancelWhy", { name }), action: t("cancelUpload") }))
      await dropDraft(draft.id);
  };
  const next = !draft.started && usable(draft).every(arrived) ? t("tray.ready") : null;
  return (
    <>
      {videos.map((video) => (
        <SentBar key={video.camera} video={video} />
      ))}
      {next && <Text size="sm">{next}</Text>}
      {draft.problem && (
        <Alert color="bad" role="alert">
          {said(draft.problem)}
        </Alert>
      )}
      <Group gap="xs">
        {moving.length > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => moving.map(({ camera }) => setPaused(draft.id, camera, !paused))}
          >
            {t(paused ? "goOn" : "pause")}
          </Button>
        )}
        <Button size="compact-sm" variant="default" component={Link} to="/new" search={{ draft: draft.id } as never}>
          {t(draft.started ? "tray.look" : "tray.continue")}
        </Button>
        <Button size="compact-sm" variant="subtle" color="bad" onClick={() => void cancel()}>
          {t("cancelUpload")}
        </Button>
      </Group>
    </>
  );
}

function Run({ draft, analysis }: { draft: Draft; analysis: string }) {
  const { t } = useTranslation("upload");
  const { t: common } = useTranslation();
  const { data: job } = useQuery({
    ...analyses.work(),
    select: (work) => work?.jobs.find(({ id }) => id === analysis),
  });
  // While it runs the live line tells of it; behind it the run itself.
  const run = useQuery({ ...analyses.one(analysis), enabled: !job });
  const state = run.data?.state;
  const over = !job && ended(run.data);
  return (
    <>
      {job ? (
        <LiveBar progress={job.progress} label={common(`dance.${job.dance}`)} />
      ) : (
        state && <StateTag state={state} />
      )}
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant={over ? "filled" : "default"}
          component={Link}
          to={`/analyses/${analysis}`}
          onClick={() => over && removeDraft(draft.id)}
        >
          {t(state === "done" ? "tray.result" : "follow")}
        </Button>
        {(over || run.isError) && (
          <Button size="compact-sm" variant="subtle" onClick={() => removeDraft(draft.id)}>
            {common("close")}
          </Button>
        )}
      </Group>
    </>
  );
}

const ended = (run: Parameters<typeof underWay>[0] | undefined) => run !== undefined && !underWay(run);
