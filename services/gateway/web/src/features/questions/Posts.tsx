/** What was said in one conversation, and the place to go on. Being shown, it is read. */
import { Group, Image, Skeleton, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Post, Thread } from "@/api/client";
import { useLive } from "@/api/live";
import { useUnread } from "@/features/notifications/queries";
import { AnswerNotes } from "@/kit/answers/AnswerNotes";
import { WithPlaces } from "@/kit/answers/WithPlaces";
import { Tag } from "@/kit/Tag";
import { Trouble } from "@/kit/Trouble";
import { When } from "@/kit/When";
import { useFormats } from "@/words/format";
import { Compose } from "./Compose";
import classes from "./Questions.module.css";
import { addPost, again, markThreadRead, questions } from "./queries";
import { Voice } from "./Voice";

const MICRO = 1_000_000;

interface Props {
  thread: Thread;
  takePicture?: (() => Promise<Blob | null>) | undefined;
  /** To a place in the recording, where it is beside */
  go?: ((second: number) => void) | undefined;
}

export function Posts({ thread, takePicture, go }: Props) {
  const { t } = useTranslation("questions");
  const found = useQuery({ ...questions.posts(thread.id, useUnread()), placeholderData: (old) => old });
  const add = useMutation(addPost);
  const { mutate: read } = useMutation(markThreadRead);
  const client = useQueryClient();
  useLive("thread", thread.id, thread.answering ?? false, ({ name }) => {
    if (name === "end") void again(client);
  });
  const seen = found.data?.length ?? 0;
  useEffect(() => {
    if (seen > 0 && thread.unread > 0) read(thread.id);
  }, [seen, thread.unread, thread.id, read]);
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />;
  if (found.isPending) return <Skeleton h={120} />;
  return (
    <Stack gap="md">
      {found.data.map((post) => (
        <Said key={post.id} post={post} go={go} />
      ))}
      <Compose
        draft={thread.id}
        label={t("yourReply")}
        action={t("send")}
        send={(said) => add.mutateAsync({ thread, said })}
        askAi={thread.ai && !thread.answering ? (said) => add.mutateAsync({ thread, said, to: "ai" }) : undefined}
        hint={thread.ai ? t("aiCaution") : undefined}
        takePicture={takePicture}
      />
    </Stack>
  );
}

function Said({ post, go }: { post: Post; go: Props["go"] }) {
  const { t } = useTranslation("questions");
  const { t: common } = useTranslation();
  const { t: inCoaching } = useTranslation("coaching");
  const { money } = useFormats();
  const { author } = post;
  if (post.by_ai)
    return (
      <article className={classes.post}>
        <Group gap="xs">
          <Tag meaning="accent">{inCoaching("model")}</Tag>
          <Text size="xs" c="dimmed">
            {t("askedBy", { author })} · <When at={post.at} />
            {(post.cost ?? 0) > 0 && ` · ${money((post.cost ?? 0) / MICRO, 4)}`}
          </Text>
        </Group>
        {post.text && (
          <Text className={classes.text}>
            <WithPlaces text={post.text} seek={go} />
          </Text>
        )}
        <AnswerNotes of={post} />
        {post.state === "failed" && post.role === "dancer" && (
          <Text size="xs" c="dimmed">
            {t("trainerInstead")}
          </Text>
        )}
      </article>
    );
  const dancer = post.role === "dancer";
  return (
    <article className={classes.post} data-dancer={dancer || undefined}>
      <Group gap="xs">
        <Text fw={600} size="sm" translate="no">
          {author}
        </Text>
        <Tag meaning={dancer ? "plain" : "accent"}>{common(`role.${post.role}`)}</Tag>
        <Text size="xs" c="dimmed">
          <When at={post.at} />
        </Text>
      </Group>
      {post.text && <Text className={classes.text}>{post.text}</Text>}
      {post.attachments.map((one) =>
        one.media_type.startsWith("image/") ? (
          <a key={one.id} href={one.url} target="_blank" rel="noreferrer">
            <Image src={one.url} alt={t("picture", { author })} maw={420} radius="sm" />
          </a>
        ) : (
          <Voice key={one.id} note={one} author={author} />
        ),
      )}
    </article>
  );
}
