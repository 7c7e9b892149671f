/** All transcripts; what is looked for opens at the second at which it is said. */
import { Anchor, Button, FileButton, Stack, Text } from "@mantine/core";
import { IconBooks, IconFileImport } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { TranscriptSummary } from "@/api/client";
import { Page } from "@/kit/Page";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { pagewise } from "@/kit/table/pagewise";
import { useListState } from "@/kit/table/useListState";
import { useToast } from "@/kit/toast";
import { When } from "@/kit/When";
import { useFormats } from "@/words/format";
import { importTranscript, lessons } from "./queries";

const column = columnsOf<TranscriptSummary>();

export function Library() {
  const { t } = useTranslation("transcription");
  const { t: common } = useTranslation();
  const { clock, list, language } = useFormats();
  const { search } = useListState();
  const found = useInfiniteQuery(lessons.library(search));
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.transcripts), [found.data]);
  const columns = useMemo(() => {
    return column.columns([
      column.accessor("name", {
        header: common("called"),
        meta: { card: "title" },
        cell: ({ row: { original } }) => <Name of={original} />,
      }),
      column.accessor((one) => list(one.dances.map((dance) => common(`dance.${dance}`))), {
        id: "dances",
        header: t("dances"),
        cell: ({ getValue }) => getValue() || "–",
      }),
      column.accessor((one) => (one.language ? language(one.language) : "–"), {
        id: "language",
        header: t("language"),
      }),
      column.accessor("seconds", { header: t("length"), cell: ({ getValue }) => clock(getValue()) }),
      column.accessor("saved_at", { header: t("savedAt"), cell: ({ getValue }) => <When at={getValue()} /> }),
    ]);
  }, [t, common, clock, list, language]);
  return (
    <Page context={t("libraryContext")} action={<Import />}>
      <DataTable
        label={t("library")}
        columns={columns}
        rows={rows}
        rowId={(one) => one.id}
        {...pagewise(found)}
        empty={{ title: t("libraryNone"), next: t("libraryNoneNext"), icon: IconBooks }}
        search={t("search")}
      />
    </Page>
  );
}

function Name({ of }: { of: TranscriptSummary }) {
  const { clock } = useFormats();
  return (
    <Stack gap={2}>
      <Anchor
        fw={600}
        renderRoot={(props) => (
          <Link to="/knowledge/library/$transcriptId" params={{ transcriptId: of.id }} {...props} />
        )}
      >
        {of.name}
      </Anchor>
      {of.hits.map(({ start, text }) => (
        <Anchor
          key={start}
          size="sm"
          fw={400}
          renderRoot={(props) => (
            <Link
              to="/knowledge/library/$transcriptId"
              params={{ transcriptId: of.id }}
              search={{ at: start } as never}
              {...props}
            />
          )}
        >
          <Text span size="sm" c="dimmed">
            {clock(start)}
          </Text>{" "}
          {text}
        </Anchor>
      ))}
    </Stack>
  );
}

function Import() {
  const { t } = useTranslation("transcription");
  const toast = useToast();
  const navigate = useNavigate();
  const take = useMutation({
    ...importTranscript,
    onSuccess: async (saved, ...told) => {
      await importTranscript.onSuccess?.(saved, ...told);
      await navigate({ to: "/knowledge/library/$transcriptId", params: { transcriptId: saved.id } });
    },
    onError: toast.failed,
  });
  return (
    <FileButton
      accept=".srt,.vtt"
      inputProps={{ "aria-label": t("import") }}
      onChange={(file) => file && take.mutate(file)}
    >
      {(props) => (
        <Button
          {...props}
          variant="default"
          loading={take.isPending}
          leftSection={<IconFileImport size={16} aria-hidden />}
        >
          {t("import")}
        </Button>
      )}
    </FileButton>
  );
}
