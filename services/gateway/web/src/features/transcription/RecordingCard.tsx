/** One recording in the list: where it is, and what can be done with it. */
import { ActionIcon, Anchor, Group, Paper, Progress, Text } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Transcription } from "@/api/client";
import { useConfirm } from "@/kit/confirm";
import { useToast } from "@/kit/toast";
import { When } from "@/kit/When";
import { useFacts } from "./facts";
import { deleteTranscription } from "./queries";
import { StateOf } from "./StateOf";
import { stopSending } from "./sending";

export function RecordingCard({ recording }: { recording: Transcription }) {
  const { t } = useTranslation("transcription");
  const facts = useFacts();
  const toast = useToast();
  const confirm = useConfirm();
  const remove = useMutation({ ...deleteTranscription, onError: toast.failed });
  const { id, file_name: name, state, seconds, done_seconds: done } = recording;
  const ask = async () => {
    if (!(await confirm({ title: t("deleteTitle", { name }), consequence: t("deleteWhy"), action: t("delete") })))
      return;
    stopSending(id);
    remove.mutate(id);
  };
  return (
    <Paper p="md" component="li">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Anchor
            fw={600}
            style={{ overflowWrap: "anywhere" }}
            renderRoot={(props) => (
              <Link to="/knowledge/transcribe/$transcriptionId" params={{ transcriptionId: id }} {...props} />
            )}
          >
            {name}
          </Anchor>
          <Text size="sm" c="dimmed">
            <When at={recording.created_at} /> {facts({ ...recording, count: recording.segments })}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap">
          <StateOf state={state} />
          <ActionIcon variant="subtle" aria-label={t("deleteOne", { name })} loading={remove.isPending} onClick={ask}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      {state === "running" && !!seconds && (
        <Progress value={(100 * done) / seconds} size="sm" mt="xs" aria-label={t("progressOf", { name })} />
      )}
    </Paper>
  );
}
