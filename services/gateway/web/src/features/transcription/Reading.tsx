/** One transcript of the library, in the editor. */
import { Button, Group, Menu } from "@mantine/core";
import { IconDownload, IconHistory, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Transcript } from "@/api/client";
import { useConfirm } from "@/kit/confirm";
import { Page } from "@/kit/Page";
import { Trouble } from "@/kit/Trouble";
import { useToast } from "@/kit/toast";
import { Editor } from "./editor/Editor";
import { deleteTranscript, exportAddress, lessons, playedOf, saveTranscript } from "./queries";
import { Versions } from "./Versions";

const FORMS = ["txt", "srt", "vtt"] as const;

export function Reading() {
  const { transcriptId: id } = useParams({ strict: false }) as { transcriptId: string };
  const { at } = useSearch({ strict: false }) as { at?: number };
  const { t: common } = useTranslation();
  const toast = useToast();
  const found = useQuery(lessons.transcript(id));
  const save = useMutation({
    ...saveTranscript,
    onSuccess: async (...told) => {
      await saveTranscript.onSuccess?.(...told);
      toast.done(common("saved"));
    },
  });
  if (found.error) return <Trouble error={found.error} retry={() => void found.refetch()} />;
  const transcript = found.data;
  return (
    <Page title={transcript?.name} action={transcript && <Actions transcript={transcript} />}>
      {transcript && (
        <Editor
          key={`${id} ${transcript.version}`}
          draft={transcript}
          played={playedOf(transcript.transcription_id, transcript)}
          startAt={at}
          save={{
            ...save,
            label: common("save"),
            send: (told) =>
              save.mutate({ ...told, transcript_id: id, transcription_id: null, version: transcript.version }),
          }}
        />
      )}
    </Page>
  );
}

function Actions({ transcript }: { transcript: Transcript }) {
  const { id, name, version } = transcript;
  const [versions, setVersions] = useState(false);
  const { t } = useTranslation("transcription");
  const toast = useToast();
  const confirm = useConfirm();
  const navigate = useNavigate();
  const remove = useMutation({
    ...deleteTranscript,
    onSuccess: async (...told) => {
      await deleteTranscript.onSuccess?.(...told);
      await navigate({ to: "/knowledge/library" });
    },
    onError: toast.failed,
  });
  const ask = async () => {
    const question = { title: t("deleteTitle", { name }), consequence: t("deleteTranscriptWhy"), action: t("delete") };
    if (await confirm(question)) remove.mutate(id);
  };
  return (
    <Group gap="xs">
      {version > 1 && (
        <Button variant="default" leftSection={<IconHistory size={16} aria-hidden />} onClick={() => setVersions(true)}>
          {t("versions")}
        </Button>
      )}
      <Versions transcript={transcript} opened={versions} close={() => setVersions(false)} />
      <Menu>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
            {t("export")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {FORMS.map((form) => (
            <Menu.Item key={form} component="a" href={exportAddress(id, form)} download>
              {t(`form.${form}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="default"
        leftSection={<IconTrash size={16} aria-hidden />}
        loading={remove.isPending}
        onClick={ask}
      >
        {t("delete")}
      </Button>
    </Group>
  );
}
