/** What one was told: how analyses one has started have ended, and that somebody has written. */
import { Anchor, Box, Button, Group, Stack, Text } from "@mantine/core";
import { IconBell, IconChecks } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Notification } from "@/api/client";
import { couples, nameOf } from "@/features/couples/queries";
import { Page } from "@/kit/Page";
import { Tag } from "@/kit/Tag";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { pagewise } from "@/kit/table/pagewise";
import { useToast } from "@/kit/toast";
import type { Meaning } from "@/kit/tokens";
import { When } from "@/kit/When";
import { useTold } from "@/words/sentence";
import { markRead, notifications, useUnread } from "./queries";

const column = columnsOf<Notification>();
const MEANINGS: Record<Notification["kind"], Meaning> = {
  analysis_finished: "good",
  analysis_failed: "bad",
  question_asked: "warn",
  question_answered: "accent",
  feedback_given: "accent",
};

export function Notifications() {
  const { t } = useTranslation("notifications");
  const { t: common } = useTranslation();
  const toast = useToast();
  const told = useTold();
  const unread = useUnread();
  const found = useInfiniteQuery({ ...notifications.list(unread), placeholderData: keepPreviousData });
  const known = useQuery(couples.list());
  const read = useMutation({ ...markRead, onError: toast.failed });
  const { mutate } = read;
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.notifications), [found.data]);
  const names = useMemo(() => new Map(known.data?.map((one) => [one.id, nameOf(one)])), [known.data]);
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor((one) => names.get(one.couple_id) ?? "", {
          id: "what",
          header: t("what"),
          meta: { card: "title", width: "60%" },
          cell: ({ row: { original }, getValue }) => (
            <Stack gap={2}>
              <Group gap="xs">
                <Anchor
                  component={Link}
                  to={original.thread_id ? `/questions/${original.thread_id}` : `/analyses/${original.analysis_id}`}
                  fw={original.read ? 400 : 650}
                  onClick={() => original.read || mutate([original.id])}
                >
                  {[getValue(), original.dance && common(`dance.${original.dance}`)].filter(Boolean).join(" · ") ||
                    t("couple")}
                </Anchor>
                <Tag meaning={MEANINGS[original.kind]}>{t(original.kind)}</Tag>
              </Group>
              {original.author && (
                <Text size="sm" c="dimmed" fw={400} translate="no">
                  {original.author}
                </Text>
              )}
              {original.message && (
                <Text size="sm" c="dimmed" fw={400}>
                  {told(original.code ?? "", original.message)}
                </Text>
              )}
            </Stack>
          ),
        }),
        column.accessor("at", { header: t("when"), cell: ({ getValue }) => <When at={getValue()} /> }),
        column.accessor("read", {
          header: t("state"),
          meta: { card: "corner" },
          cell: ({ getValue }) => (getValue() ? t("read") : <Tag meaning="accent">{t("new")}</Tag>),
        }),
      ]),
    [t, common, told, names, mutate],
  );
  return (
    <Page
      action={
        unread > 0 && (
          <Button
            variant="default"
            leftSection={<IconChecks size={16} aria-hidden />}
            loading={read.isPending}
            onClick={() => mutate(null)}
          >
            {t("readAll")}
          </Button>
        )
      }
    >
      <Box>
        <DataTable
          plain
          label={t("title")}
          columns={columns}
          rows={rows}
          rowId={(one) => one.id}
          empty={{ icon: IconBell, title: t("empty"), next: t("emptyNext") }}
          {...pagewise(found)}
        />
      </Box>
    </Page>
  );
}
