/** Conversations about one thing, newest first, page by page. */
import { Button, Stack } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useUnread } from "@/features/notifications/queries";
import { Empty } from "@/kit/Empty";
import { Trouble } from "@/kit/Trouble";
import { ListSkeleton } from "@/kit/table/ListSkeleton";
import { questions, type WantedThreads } from "./queries";
import { ThreadCard } from "./ThreadCard";
import labels from "./words/labels";

interface Props {
  wanted: WantedThreads;
  empty: { title: string; next: string };
  go?: (second: number) => void;
  takePicture?: () => Promise<Blob | null>;
}

export function Stream({ wanted, empty, ...beside }: Props) {
  const { t, i18n } = useTranslation();
  const found = useInfiniteQuery({ ...questions.list(wanted, useUnread()), placeholderData: keepPreviousData });
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />;
  if (found.isPending) return <ListSkeleton label={labels.questions[i18n.language as "en"]} />;
  const threads = found.data.pages.flatMap((page) => page.threads);
  if (threads.length === 0) return <Empty {...empty} />;
  return (
    <Stack gap="md">
      {threads.map((thread) => (
        <ThreadCard key={thread.id} thread={thread} {...beside} />
      ))}
      {found.hasNextPage && (
        <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Stack>
  );
}
