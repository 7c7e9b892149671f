/** Talking with a language model about this dance: the answer is seen as it is written, and can be stopped. */
import { Alert, Button, Card, Group, Skeleton, Stack, Text, Textarea, Title } from "@mantine/core";
import { IconMessageChatbot, IconPlayerStop, IconSend } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChatMessage } from "@/api/client";
import { useLive } from "@/api/live";
import { Empty } from "@/kit/Empty";
import type { Watching } from "@/kit/reviewTabs";
import { Problem, Trouble } from "@/kit/Trouble";
import { useFormats } from "@/words/format";
import { askChat, coaching, stopChat } from "./queries";
import { Said } from "./Said";

const MICRO = 1_000_000;
const LONGEST = 2000;
const writing = (message: ChatMessage | undefined) => message?.state === "writing" || message?.state === "stopping";

export function Chat({ watching }: { watching: Watching }) {
  const { t } = useTranslation("coaching");
  const { money } = useFormats();
  const { id } = watching.analysis;
  const client = useQueryClient();
  const found = useQuery(coaching.chat(id));
  const kept = found.data?.messages.at(-1);
  const live = useLive<{ last: ChatMessage | null }>("chat", id, writing(kept), ({ name }) => {
    if (name === "end") void client.invalidateQueries({ queryKey: coaching.chat(id).queryKey });
  });
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton h={240} />;
  const { messages, available, cost } = found.data;
  const shown = messages.map((one) => (one.id === live?.last?.id ? live.last : one));
  return (
    <Card>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t("chat")}</Title>
        {cost > 0 && (
          <Text size="xs" c="dimmed">
            {t("cost", { cost: money(cost / MICRO, 4) })}
          </Text>
        )}
      </Group>
      <Stack gap="md">
        {!available && <Alert color="warn">{t("unavailable")}</Alert>}
        {shown.length === 0 && available && (
          <Empty title={t("empty")} next={t("emptyNext")} icon={IconMessageChatbot} />
        )}
        <Stack gap="sm" role="log" aria-label={t("chat")} aria-live="off">
          {shown.map((message) => (
            <Said key={message.id} message={message} seek={(second) => watching.go(second)} />
          ))}
        </Stack>
        {available && <Ask id={id} last={shown.at(-1)} />}
      </Stack>
    </Card>
  );
}

function Ask({ id, last }: { id: string; last: ChatMessage | undefined }) {
  const { t } = useTranslation("coaching");
  const [text, setText] = useState("");
  const ask = useMutation(askChat);
  const stop = useMutation(stopChat);
  const busy = writing(last);
  const send = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (busy || !text.trim()) return;
    ask.mutate({ id, text }, { onSuccess: () => setText("") });
  };
  return (
    <form onSubmit={send}>
      <Stack gap="xs">
        <Textarea
          label={t("question")}
          placeholder={t("example")}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={LONGEST}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) send(event);
          }}
        />
        <Problem error={ask.error ?? stop.error} />
        <Group justify="space-between">
          <Text size="xs" c="dimmed" flex="1 1 12rem">
            {t("caution")}
          </Text>
          {busy ? (
            <Button
              variant="default"
              leftSection={<IconPlayerStop size={16} aria-hidden />}
              loading={stop.isPending || last?.state === "stopping"}
              onClick={() => stop.mutate(id)}
            >
              {t("stop")}
            </Button>
          ) : (
            <Button type="submit" leftSection={<IconSend size={16} aria-hidden />} loading={ask.isPending}>
              {t("send")}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
