/** One recording: sent, listened to, its text as it comes; and once that is whole, the editor. */
import { Alert, Button, Group, Paper, Progress, Stack, Text } from "@mantine/core";
import { IconPlayerStop, IconUpload } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { useDropzone } from "react-dropzone";
import { useTranslation } from "react-i18next";
import type { Transcription, TranscriptSegment } from "@/api/client";
import { useLive } from "@/api/live";
import { Page } from "@/kit/Page";
import { Problem, Trouble } from "@/kit/Trouble";
import { useToast } from "@/kit/toast";
import { useFormats } from "@/words/format";
import { useSentence } from "@/words/sentence";
import { Editor } from "./editor/Editor";
import { useFacts } from "./facts";
import { cancelTranscription, lessons, playedOf, SERVER, saveTranscript } from "./queries";
import { StateOf } from "./StateOf";
import { sendLesson, stopSending, useSending } from "./sending";

interface Told extends Pick<Transcription, "state" | "language" | "language_probability" | "seconds"> {
  percent: number;
  count: number;
  first: number;
  segments: TranscriptSegment[];
}
const MOVING: Transcription["state"][] = ["uploading", "waiting", "running"];

export function Listening() {
  const { transcriptionId: id } = useParams({ strict: false }) as { transcriptionId: string };
  const found = useQuery(lessons.recording(id));
  if (found.error) return <Trouble error={found.error} retry={() => void found.refetch()} />;
  return <Page title={found.data?.file_name}>{found.data && <Recording key={id} recording={found.data} />}</Page>;
}

function Recording({ recording }: { recording: Transcription }) {
  const { t } = useTranslation("transcription");
  const client = useQueryClient();
  const toast = useToast();
  const facts = useFacts();
  const { unit } = useFormats();
  const sentence = useSentence();
  const { id } = recording;
  const moving = MOVING.includes(recording.state);
  const sending = useSending()[id];
  const live = useLive<Told>("transcription", id, moving, ({ name }) => {
    if (name === "end") void client.invalidateQueries({ queryKey: lessons.all });
  });
  const cancel = useMutation({ ...cancelTranscription, onError: toast.failed });
  const stop = () => {
    stopSending(id);
    cancel.mutate(id);
  };
  const state = live?.state ?? recording.state;
  const percent = state === "uploading" && sending ? (100 * sending.sent) / sending.size : (live?.percent ?? 0);
  const { error_code: code, error_message: message } = recording;
  return (
    <Stack gap="lg">
      <Paper p="md">
        <Group justify="space-between">
          <Group gap="sm">
            <StateOf state={state} />
            <Text size="sm" c="dimmed">
              {facts({ ...recording, ...live, count: live?.count ?? recording.segments })}
            </Text>
          </Group>
          {moving && (
            <Button
              variant="default"
              leftSection={<IconPlayerStop size={16} aria-hidden />}
              loading={cancel.isPending}
              onClick={stop}
            >
              {t("stop")}
            </Button>
          )}
        </Group>
        {moving && (
          <>
            <Progress value={percent} mt="sm" aria-label={t("progressOf", { name: recording.file_name })} />
            <Text size="xs" c="dimmed" mt={4}>
              {unit(Math.floor(percent), "percent")}
            </Text>
          </>
        )}
        {state === "uploading" && (!sending || sending.error) && <GoOn recording={recording} />}
        {sending?.error && <Problem error={sending.error} />}
        {state === "failed" && (
          <Alert color="bad" mt="sm">
            {sentence({ code: code ?? "error", message: message ?? "", details: {} } as never)}
          </Alert>
        )}
        {state === "done" && recording.state === "done" && recording.segments === 0 && (
          <Alert color="plain" mt="sm">
            {t("nobodySpeaks")}
          </Alert>
        )}
      </Paper>
      {moving ? <LiveText id={id} live={live} /> : recording.segments > 0 && <Draft recording={recording} />}
    </Stack>
  );
}

/** The upload was broken off: the same file goes on where it stopped. */
function GoOn({ recording }: { recording: Transcription }) {
  const { t } = useTranslation("transcription");
  const toast = useToast();
  const client = useQueryClient();
  const resume = useMutation({
    mutationFn: (_file: File) => SERVER.resume(recording.id),
    onSuccess: (ticket, file) =>
      sendLesson(ticket, file, () => void client.invalidateQueries({ queryKey: lessons.all })),
    onError: toast.failed,
  });
  const { getInputProps, open } = useDropzone({
    noDrag: true,
    noClick: true,
    multiple: false,
    onDrop: ([file]) => {
      if (file && file.size === recording.size_bytes) resume.mutate(file);
      else if (file) toast.refused(t("otherFile"));
    },
  });
  return (
    <Group mt="sm">
      <input {...getInputProps({ "aria-label": t("goOn"), tabIndex: -1 })} />
      <Button variant="default" leftSection={<IconUpload size={16} aria-hidden />} onClick={open}>
        {t("goOn")}
      </Button>
    </Group>
  );
}

/** The text so far; what was missed while the line was broken is asked for. */
function LiveText({ id, live }: { id: string; live: Told | null }) {
  const { t } = useTranslation("transcription");
  const { clock } = useFormats();
  const before = useQuery(lessons.segments(id));
  const [known, setKnown] = useState<TranscriptSegment[]>([]);
  const { data, refetch } = before;
  useEffect(() => {
    if (data) setKnown((said) => (data.length > said.length ? data : said));
  }, [data]);
  useEffect(() => {
    if (!live?.segments.length) return;
    setKnown((said) => (live.first > said.length ? said : [...said.slice(0, live.first), ...live.segments]));
  }, [live]);
  useEffect(() => {
    if (live && live.first > known.length) void refetch();
  }, [live, known.length, refetch]);
  return (
    <Paper p="md" role="log" aria-label={t("text")}>
      {known.length === 0 && <Text c="dimmed">{t("textComes")}</Text>}
      {known.map((segment) => (
        <Group key={segment.start} align="flex-start" gap="sm" wrap="nowrap">
          <Text size="sm" c="dimmed" miw="4.5em" ta="right">
            {clock(segment.start)}
          </Text>
          <Text translate="no">{segment.text}</Text>
        </Group>
      ))}
    </Paper>
  );
}

/** What Whisper has heard, to be put right, named and saved. */
function Draft({ recording }: { recording: Transcription }) {
  const { t } = useTranslation("transcription");
  const toast = useToast();
  const navigate = useNavigate();
  const segments = useQuery(lessons.segments(recording.id));
  const save = useMutation({
    ...saveTranscript,
    onSuccess: async (saved, ...told) => {
      await saveTranscript.onSuccess?.(saved, ...told);
      toast.done(t("inLibrary"));
      await navigate({ to: "/knowledge/library/$transcriptId", params: { transcriptId: saved.id } });
    },
  });
  const language = recording.task === "translate" ? "en" : (recording.language ?? "");
  const draft = useMemo(
    () =>
      segments.data && {
        name: recording.file_name.replace(/\.[^.]+$/, ""),
        dances: [],
        language,
        segments: segments.data,
      },
    [segments.data, recording.file_name, language],
  );
  if (segments.error) return <Trouble error={segments.error} retry={() => void segments.refetch()} />;
  if (!draft || draft.segments.length < recording.segments) return null;
  return (
    <Editor
      draft={draft}
      played={playedOf(recording.id, recording)}
      save={{
        ...save,
        label: t("toLibrary"),
        send: (told) => save.mutate({ ...told, transcript_id: null, transcription_id: recording.id, version: null }),
      }}
    />
  );
}
