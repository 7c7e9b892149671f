/** One recording that was chosen: how far it is, and what can be done with it. */
import { ActionIcon, Alert, Group, Paper, Stack, Text } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Usage } from "@/api/client";
import { useConfirm } from "@/kit/confirm";
import { useFormats } from "@/words/format";
import { choose, type Refusal } from "../choosing";
import type { Draft, DraftVideo } from "../drafts/draft";
import { dropVideo, setPaused } from "../flow/advance";
import { SentBar } from "../SentBar";
import { useProblem } from "../useProblem";
import { NotTaken } from "./NotTaken";
import { Zone } from "./Zone";

const MEGABYTE = 1_000_000;

export function VideoCard({ draft, video, usage }: { draft: Draft; video: DraftVideo; usage: Usage }) {
  const { t } = useTranslation("upload");
  const { unit } = useFormats();
  const confirm = useConfirm();
  const said = useProblem();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { camera, state, problem, name } = video;
  const again = async ([file]: File[]) => {
    if (!file) return;
    setBusy(true);
    setRefusal(await choose(draft, camera, file, usage).finally(() => setBusy(false)));
  };
  const remove = async () => {
    const asked = { title: t("removeTitle"), consequence: t("removeWhy", { name }), action: t("remove") };
    if (await confirm(asked)) await dropVideo(draft.id, camera);
  };
  const paused = state === "paused";
  return (
    <Paper p="md">
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <div style={{ minWidth: 0 }}>
            <Text fw={600} truncate>
              {name}
            </Text>
            <Text size="sm" c="dimmed">
              {t("cameraOf", { camera })} · {unit(video.size / MEGABYTE, "megabyte", 1)}
            </Text>
          </div>
          <Group gap={4} wrap="nowrap">
            {(state === "sending" || paused) && (
              <ActionIcon
                aria-label={paused ? t("goOn") : t("pause")}
                onClick={() => void setPaused(draft.id, camera, !paused)}
              >
                {paused ? <IconPlayerPlay size={18} aria-hidden /> : <IconPlayerPause size={18} aria-hidden />}
              </ActionIcon>
            )}
            {!draft.started && (
              <ActionIcon aria-label={t("removeVideo", { name })} onClick={() => void remove()}>
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        </Group>
        <SentBar video={video} />
        {state === "lost" && (
          <Alert color="warn" role="status" title={t("lostTitle")}>
            {t("lostWhat", { name })}
          </Alert>
        )}
        {problem && (
          <Alert color="bad" role="alert">
            {said(problem)}
          </Alert>
        )}
        {refusal && <NotTaken refusal={refusal} />}
        {(state === "lost" || state === "refused") && <Zone label={t("chooseAgain")} busy={busy} take={again} />}
      </Stack>
    </Paper>
  );
}
