/** One conversation in a list: what it is about and how it begins; opened, all of it. */
import { Button, Card, Group, Stack, Text } from "@mantine/core";
import { IconPlayerSkipForward } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Thread } from "@/api/client";
import { Tag } from "@/kit/Tag";
import { When } from "@/kit/When";
import { useFormats } from "@/words/format";
import { Posts } from "./Posts";
import classes from "./Questions.module.css";
import { StateOf } from "./StateOf";

interface Props {
  thread: Thread;
  /** To the moment it is about, where the recording is beside it */
  go?: (second: number) => void;
  takePicture?: () => Promise<Blob | null>;
}

export function ThreadCard({ thread, go, takePicture }: Props) {
  const { t } = useTranslation("questions");
  const { clock } = useFormats();
  const [open, setOpen] = useState(thread.answering ?? false);
  const { second } = thread;
  return (
    <Card component="article">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Tag meaning={thread.kind === "feedback" ? "accent" : "plain"}>{t(thread.kind)}</Tag>
            <StateOf thread={thread} />
            <Text size="xs" c="dimmed">
              <When at={thread.last_at} />
            </Text>
          </Group>
          {second != null && go && (
            <Button
              size="compact-sm"
              variant="light"
              leftSection={<IconPlayerSkipForward size={14} aria-hidden />}
              aria-label={t("goThere", { at: clock(second) })}
              onClick={() => go(second)}
            >
              {clock(second)}
            </Button>
          )}
        </Group>
        {!open && (
          <Text className={classes.begins} lineClamp={3}>
            <Text span fw={600} translate="no">
              {thread.author}:
            </Text>{" "}
            {thread.begins || t("wordless")}
          </Text>
        )}
        {open && <Posts thread={thread} takePicture={takePicture} go={go} />}
        <Group>
          <Button size="compact-sm" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t("hide") : `${t("show")} · ${t("posts", { count: thread.posts })}`}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
