/** Writing a post: words, and what lies beside them. What was typed stays until it has been sent. */
import { ActionIcon, Button, Group, Image, Stack, Text, Textarea } from "@mantine/core";
import { IconMessageChatbot, IconPhotoPlus, IconSend, IconTrash } from "@tabler/icons-react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "@/kit/Trouble";
import { useToast } from "@/kit/toast";
import { useKept } from "./drafts";
import type { Said } from "./queries";
import { VoiceNote } from "./VoiceNote";

const LONGEST = 4000;
const MOST = 4;

interface Props {
  /** What the draft is kept under */
  draft: string;
  label: string;
  action: string;
  /** What it is about, in words */
  about?: ReactNode;
  send: (said: Said) => Promise<unknown>;
  /** Another who can be asked with the same words, or why there is none */
  askAi?: ((said: Said) => Promise<unknown>) | undefined;
  hint?: string | undefined;
  /** The frame in view, where there is a film beside it */
  takePicture?: (() => Promise<Blob | null>) | undefined;
  /** A picture that waits to be attached */
  pinned?: Blob | null;
  unpin?: () => void;
}

export function Compose({ draft, label, action, about, send, askAi, hint, takePicture, pinned, unpin }: Props) {
  const { t } = useTranslation("questions");
  const toast = useToast();
  const [text, setText] = useKept(draft);
  const [beside, setBeside] = useState<Blob[]>([]);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    if (!pinned) return;
    setBeside((old) => [...old, pinned].slice(0, MOST));
    unpin?.();
  }, [pinned, unpin]);
  const add = (data: Blob) => setBeside([...beside, data].slice(0, MOST));
  const attachFrame = async () => {
    const picture = await takePicture?.();
    if (picture) add(picture);
    else toast.refused(t("noFrame"));
  };
  const submit = async (to: typeof send) => {
    setSending(true);
    setError(null);
    try {
      await to({ text: text.trim(), attachments: beside });
      setText("");
      setBeside([]);
      toast.done(t("sent"));
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setSending(false);
    }
  };
  return (
    <Stack gap="xs">
      {about}
      <Textarea
        label={label}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={LONGEST}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {beside.length > 0 && (
        <Group gap="sm">
          {beside.map((data, index) => (
            <Beside
              // biome-ignore lint/suspicious/noArrayIndexKey: nothing else tells two recordings apart
              key={index}
              data={data}
              number={index + 1}
              remove={() => setBeside(beside.filter((_, other) => other !== index))}
            />
          ))}
        </Group>
      )}
      <Problem error={error} />
      <Group gap="xs">
        <Button
          leftSection={<IconSend size={16} aria-hidden />}
          loading={sending}
          disabled={!text.trim() && beside.length === 0}
          onClick={() => void submit(send)}
        >
          {action}
        </Button>
        {askAi && (
          <Button
            variant="default"
            leftSection={<IconMessageChatbot size={16} aria-hidden />}
            disabled={sending || !text.trim() || beside.length > 0}
            onClick={() => void submit(askAi)}
          >
            {t("askAi")}
          </Button>
        )}
        {takePicture && (
          <Button
            variant="default"
            leftSection={<IconPhotoPlus size={16} aria-hidden />}
            disabled={beside.length >= MOST}
            onClick={() => void attachFrame().catch(toast.failed)}
          >
            {t("frame")}
          </Button>
        )}
        <VoiceNote full={beside.length >= MOST} done={add} />
      </Group>
      {hint && text.trim() && (
        <Text size="xs" c="dimmed">
          {askAi && beside.length > 0 ? t("aiWordsOnly") : hint}
        </Text>
      )}
    </Stack>
  );
}

function Beside({ data, number, remove }: { data: Blob; number: number; remove: () => void }) {
  const { t } = useTranslation("questions");
  const address = useMemo(() => URL.createObjectURL(data), [data]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return (
    <Group gap={4} wrap="nowrap">
      {data.type.startsWith("image/") ? (
        <Image src={address} alt={t("attached", { number })} h={72} w="auto" radius="sm" />
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: one's own voice, just recorded
        <audio controls src={address} aria-label={t("attached", { number })} />
      )}
      <ActionIcon aria-label={t("remove", { number })} onClick={remove}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
