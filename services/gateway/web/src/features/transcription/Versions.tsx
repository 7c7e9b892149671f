/** Every saving of a transcript: who, when and how much; looked at, and brought back as a saving of its own. */
import { Alert, Button, Drawer, Group, Skeleton, Stack, Text } from "@mantine/core";
import { IconArrowBackUp, IconArrowLeft } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Transcript, TranscriptVersion } from "@/api/client";
import { useConfirm } from "@/kit/confirm";
import { Tag } from "@/kit/Tag";
import { Problem, Trouble } from "@/kit/Trouble";
import { useToast } from "@/kit/toast";
import { When } from "@/kit/When";
import { useFormats } from "@/words/format";
import classes from "./editor/editor.module.css";
import { lessons, saveTranscript } from "./queries";
import { differing } from "./versions";

interface Props {
  /** The version that counts */
  transcript: Transcript;
  opened: boolean;
  close: () => void;
}

export function Versions({ transcript, opened, close }: Props) {
  const { t } = useTranslation("transcription");
  const { t: common } = useTranslation();
  const [shown, setShown] = useState<TranscriptVersion | null>(null);
  const found = useQuery({ ...lessons.versions(transcript.id), enabled: opened });
  const leave = () => {
    setShown(null);
    close();
  };
  return (
    <Drawer
      opened={opened}
      onClose={leave}
      position="right"
      size="lg"
      title={t("versions")}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      {found.error && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton h={200} />}
      {shown ? (
        <Shown version={shown} now={transcript} back={() => setShown(null)} done={leave} />
      ) : (
        <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
          {found.data?.map((one) => (
            <li key={one.version}>
              <Line version={one} now={one.version === transcript.version} show={() => setShown(one)} />
            </li>
          ))}
        </Stack>
      )}
    </Drawer>
  );
}

function Line({ version, now, show }: { version: TranscriptVersion; now: boolean; show: () => void }) {
  const { t } = useTranslation("transcription");
  const number = version.version;
  const what = number === 1 ? t("firstVersion") : t("changed", { count: version.changes });
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <Stack gap={2}>
        <Group gap="xs">
          <Text fw={600}>{t("versionOf", { number })}</Text>
          {now && <Tag meaning="accent">{t("present")}</Tag>}
        </Group>
        <Text size="sm" translate="no">
          {version.name}
        </Text>
        <Text size="xs" c="dimmed">
          {version.author && <span translate="no">{version.author} · </span>}
          <When at={version.saved_at} /> · {what}
        </Text>
      </Stack>
      {!now && (
        <Button size="compact-sm" variant="default" aria-label={t("lookAt", { number })} onClick={show}>
          {t("look")}
        </Button>
      )}
    </Group>
  );
}

interface Chosen {
  version: TranscriptVersion;
  now: Transcript;
  back: () => void;
  done: () => void;
}

function Shown({ version, now, back, done }: Chosen) {
  const { t } = useTranslation("transcription");
  const { clock } = useFormats();
  const confirm = useConfirm();
  const toast = useToast();
  const { version: number } = version;
  const found = useQuery(lessons.version(now.id, number));
  const restore = useMutation({
    ...saveTranscript,
    onSuccess: async (...told) => {
      await saveTranscript.onSuccess?.(...told);
      toast.done(t("broughtBack", { number }));
      done();
    },
  });
  const ask = async ({ name, dances, language, segments }: Transcript) => {
    const question = { title: t("bringBackTitle", { number }), consequence: t("bringBackWhy"), action: t("bringBack") };
    if (!(await confirm(question))) return;
    restore.mutate({
      transcript_id: now.id,
      transcription_id: null,
      version: now.version,
      name,
      dances,
      language,
      segments,
    });
  };
  const old = found.data;
  const other = old && differing(old.segments, now.segments);
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Button variant="subtle" size="compact-sm" leftSection={<IconArrowLeft size={16} aria-hidden />} onClick={back}>
          {t("allVersions")}
        </Button>
        {old && (
          <Button
            size="compact-sm"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            loading={restore.isPending}
            onClick={() => void ask(old)}
          >
            {t("bringBack")}
          </Button>
        )}
      </Group>
      <Problem error={restore.error} />
      {found.error && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton h={200} />}
      {other && <Alert color="plain">{t("differsFromNow", { count: other.size })}</Alert>}
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }} aria-label={t("versionOf", { number })}>
        {old?.segments.map((segment, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: segments have no name but their place
          <Group key={index} component="li" align="flex-start" gap="sm" wrap="nowrap">
            <Text size="sm" c="dimmed" miw="4.5em" ta="right">
              {clock(segment.start)}
            </Text>
            <Text translate="no">
              {other?.has(index) ? <mark className={classes.differs}>{segment.text}</mark> : segment.text}
            </Text>
          </Group>
        ))}
      </Stack>
    </Stack>
  );
}
