/** A lesson is dropped here and becomes text; below stand those that were sent before. */
import { Button, Group, Paper, Select, Stack, Title } from "@mantine/core";
import { IconMicrophone, IconVocabulary } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useDropzone } from "react-dropzone";
import { useTranslation } from "react-i18next";
import type { TranscriptionTask } from "@/api/client";
import { Empty } from "@/kit/Empty";
import { options } from "@/kit/options";
import { Page } from "@/kit/Page";
import { Problem, Trouble } from "@/kit/Trouble";
import { LANGUAGES } from "@/words/languages";
import { HotWords } from "./HotWords";
import { lessons, startTranscription } from "./queries";
import { RecordingCard } from "./RecordingCard";
import { sendLesson } from "./sending";

const TASKS: TranscriptionTask[] = ["transcribe", "translate"];

export function Transcribe() {
  const { t } = useTranslation("transcription");
  const client = useQueryClient();
  const navigate = useNavigate();
  const [task, setTask] = useState<TranscriptionTask>("transcribe");
  const [language, setLanguage] = useState("");
  const [choosing, setChoosing] = useState(false);
  const found = useQuery({ ...lessons.recordings(), refetchInterval: 10_000 });
  const again = () => client.invalidateQueries({ queryKey: lessons.all });
  const start = useMutation({
    mutationFn: (file: File) => startTranscription(file, { task, language: language || null }),
    onSuccess: (ticket, file) => {
      sendLesson(ticket, file, () => void again());
      void again();
      void navigate({ to: "/knowledge/transcribe/$transcriptionId", params: { transcriptionId: ticket.video_id } });
    },
  });
  const { getRootProps, getInputProps, open, isDragActive } = useDropzone({
    multiple: false,
    noClick: true,
    noKeyboard: true,
    onDrop: ([file]) => file && start.mutate(file),
  });
  const words = (
    <Button variant="default" leftSection={<IconVocabulary size={16} aria-hidden />} onClick={() => setChoosing(true)}>
      {t("hotWords")}
    </Button>
  );
  return (
    <Page context={t("context")} action={words}>
      <Stack gap="lg">
        <Paper {...getRootProps()} p="lg" withBorder bd={isDragActive ? "2px solid accent" : undefined}>
          <input {...getInputProps({ accept: "audio/*,video/*", "aria-label": t("choose"), tabIndex: -1 })} />
          <Stack gap="md">
            <Group align="flex-end">
              <Select
                label={t("language")}
                flex="1 1 12rem"
                data={[{ value: "", label: t("listen") }, ...options(LANGUAGES, (one) => t(`spoken.${one}`))]}
                value={language}
                allowDeselect={false}
                onChange={(value) => setLanguage(value ?? "")}
              />
              <Select
                label={t("task")}
                flex="1 1 12rem"
                data={options(TASKS, (one) => t(`tasks.${one}`))}
                value={task}
                allowDeselect={false}
                onChange={(value) => setTask((value as TranscriptionTask | null) ?? "transcribe")}
              />
              <Button
                leftSection={<IconMicrophone size={16} aria-hidden />}
                onClick={open}
                loading={start.isPending}
                flex="1 1 12rem"
              >
                {t("choose")}
              </Button>
            </Group>
            {t("drop")}
            <Problem error={start.error} />
          </Stack>
        </Paper>
        <Title order={2} size="h3">
          {t("recordings")}
        </Title>
        {found.error && <Trouble error={found.error} retry={() => void found.refetch()} />}
        {found.data?.length === 0 && <Empty title={t("none")} next={t("noneNext")} icon={IconMicrophone} />}
        {!!found.data?.length && (
          <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: "none" }} aria-label={t("recordings")}>
            {found.data.map((one) => (
              <RecordingCard key={one.id} recording={one} />
            ))}
          </Stack>
        )}
      </Stack>
      {choosing && <HotWords close={() => setChoosing(false)} />}
    </Page>
  );
}
