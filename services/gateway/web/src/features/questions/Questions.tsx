/** All conversations the reader may see: what waits for an answer, what is new. */
import { Anchor, Box, SegmentedControl, Stack, Text } from "@mantine/core";
import { IconMessages } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Thread } from "@/api/client";
import { couples, nameOf } from "@/features/couples/queries";
import { useUnread } from "@/features/notifications/queries";
import { Page } from "@/kit/Page";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { pagewise } from "@/kit/table/pagewise";
import { useListState } from "@/kit/table/useListState";
import { When } from "@/kit/When";
import { questions, type WantedThreads } from "./queries";
import { StateOf } from "./StateOf";

const column = columnsOf<Thread>();
const WANTED: Record<string, WantedThreads> = {
  all: {},
  open: { kind: "question", answered: false },
  question: { kind: "question" },
  feedback: { kind: "feedback" },
};

export function Questions() {
  const { t } = useTranslation("questions");
  const { t: common } = useTranslation();
  const list = useListState();
  const shown = list.filter("show") || "all";
  const found = useInfiniteQuery({
    ...questions.list(WANTED[shown] ?? {}, useUnread()),
    placeholderData: keepPreviousData,
  });
  const known = useQuery(couples.list());
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.threads), [found.data]);
  const names = useMemo(() => new Map(known.data?.map((one) => [one.id, nameOf(one)])), [known.data]);
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor((one) => names.get(one.couple_id) ?? "", {
          id: "about",
          header: t("about"),
          meta: { card: "title", width: "55%" },
          cell: ({ row: { original: one }, getValue }) => (
            <Stack gap={2}>
              <Anchor component={Link} to={`/questions/${one.id}`} fw={one.unread > 0 ? 650 : 400} translate="no">
                {[getValue() || t("couple"), one.dance && common(`dance.${one.dance}`)].filter(Boolean).join(" · ")}
              </Anchor>
              <Text size="sm" c="dimmed" fw={400} lineClamp={2} translate="no">
                {one.author}: {one.begins || t("wordless")}
              </Text>
            </Stack>
          ),
        }),
        column.accessor("kind", { header: t("kind"), cell: ({ getValue }) => t(getValue()) }),
        column.accessor("last_at", { header: t("last"), cell: ({ getValue }) => <When at={getValue()} /> }),
        column.accessor("answered", {
          header: t("state"),
          meta: { card: "corner" },
          cell: ({ row: { original } }) => <StateOf thread={original} />,
        }),
      ]),
    [t, common, names],
  );
  return (
    <Page>
      <Stack gap="md">
        <Box maw="100%" style={{ overflowX: "auto", alignSelf: "flex-start" }}>
          <SegmentedControl
            aria-label={t("kind")}
            value={shown}
            onChange={(value) => list.change({ show: value === "all" ? undefined : value })}
            data={Object.keys(WANTED).map((value) => ({ value, label: t(value as "all") }))}
          />
        </Box>
        <DataTable
          plain
          label={t("about")}
          columns={columns}
          rows={rows}
          rowId={(one) => one.id}
          empty={{ icon: IconMessages, title: t("empty"), next: t("emptyNext") }}
          {...pagewise(found)}
        />
      </Stack>
    </Page>
  );
}
