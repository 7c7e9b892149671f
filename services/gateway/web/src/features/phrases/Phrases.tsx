/** The phrase bank: what can be said of which deficit, and what nobody has looked at yet. */
import { ActionIcon, Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { IconCheck, IconPencil, IconPlus, IconQuote, IconX } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dance, Language, Phrase, PhraseState } from "@/api/client";
import { useMetricWords } from "@/features/metrics/queries";
import { DANCES } from "@/kit/dances";
import { options } from "@/kit/options";
import { Page } from "@/kit/Page";
import { Tag } from "@/kit/Tag";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { pagewise } from "@/kit/table/pagewise";
import { useListState } from "@/kit/table/useListState";
import { useToast } from "@/kit/toast";
import type { Meaning } from "@/kit/tokens";
import { useFormats } from "@/words/format";
import { LANGUAGES } from "@/words/languages";
import { Matrix } from "./Matrix";
import { PhraseForm } from "./PhraseForm";
import { mergePhrases, phrases, reviewPhrase } from "./queries";

const STATES: PhraseState[] = ["new", "accepted", "rejected"];
const MEANINGS: Record<PhraseState, Meaning> = { new: "accent", accepted: "good", rejected: "plain" };
const column = columnsOf<Phrase>();

export function Phrases() {
  const { t } = useTranslation("phrases");
  const { t: common } = useTranslation();
  const { part } = useMetricWords();
  const list = useListState();
  const toast = useToast();
  const [edited, setEdited] = useState<Phrase | "new" | null>(null);
  const deficit = list.filter("deficit");
  const dance = list.filter("dance") as Dance | undefined;
  const language = list.filter("language") as Language | undefined;
  const state = list.filter("state") as PhraseState | undefined;
  const found = useInfiniteQuery(phrases.found({ words: list.search, deficit, dance, language, state }));
  const coverage = useQuery(phrases.coverage(language));
  const merge = useMutation({ ...mergePhrases, onError: toast.failed });
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.phrases), [found.data]);
  const deficits = options([...new Set(coverage.data?.map((cell) => cell.deficit))], part);
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("text", {
          header: t("text"),
          meta: { card: "title" },
          cell: ({ row: { original } }) => <Said of={original} />,
        }),
        column.accessor((phrase) => part(phrase.deficit), { id: "deficit", header: t("deficit") }),
        column.accessor((phrase) => (phrase.dance ? common(`dance.${phrase.dance}`) : t("everyDance")), {
          id: "dance",
          header: t("dance"),
        }),
        column.accessor("language", { header: t("language"), cell: ({ getValue }) => t(`lang.${getValue()}`) }),
        column.accessor("uses", { header: t("uses"), meta: { align: "right" } }),
        column.accessor("state", {
          header: t("state"),
          cell: ({ getValue }) => <Tag meaning={MEANINGS[getValue()]}>{t(`states.${getValue()}`)}</Tag>,
        }),
        column.display({
          id: "actions",
          header: "",
          meta: { card: "corner", align: "right" },
          cell: ({ row: { original } }) => <Review of={original} edit={() => setEdited(original)} />,
        }),
      ]),
    [t, common, part],
  );
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited("new")}>
      {t("add")}
    </Button>
  );
  return (
    <Page context={t("context")} action={add}>
      <Stack gap="lg">
        {coverage.data && (
          <Matrix
            cells={coverage.data}
            deficitName={part}
            chosen={{ deficit, dance }}
            choose={(one, of) => list.change({ deficit: one, dance: of })}
          />
        )}
        <DataTable
          label={t("title")}
          columns={columns}
          rows={rows}
          rowId={(phrase) => phrase.id}
          {...pagewise(found)}
          empty={{ title: t("none"), next: t("noneNext"), icon: IconQuote }}
          search={t("search")}
          filters={[
            { id: "state", label: t("state"), options: options(STATES, (one) => t(`states.${one}`)) },
            { id: "deficit", label: t("deficit"), options: deficits, compact: true },
            {
              id: "dance",
              label: t("dance"),
              options: options(DANCES, (one) => common(`dance.${one}`)),
              compact: true,
            },
            {
              id: "language",
              label: t("language"),
              options: options(LANGUAGES, (one) => t(`lang.${one}`)),
              compact: true,
            },
          ]}
          bulk={{
            nameOf: (phrase) => phrase.text,
            actions: (chosen, clear) => (
              <Button
                variant="default"
                disabled={chosen.length < 2}
                loading={merge.isPending}
                onClick={() =>
                  merge.mutate(
                    chosen.map(({ id }) => id),
                    {
                      onSuccess: () => {
                        toast.done(t("merged"));
                        clear();
                      },
                    },
                  )
                }
              >
                {t("merge")}
              </Button>
            ),
          }}
        />
      </Stack>
      {edited && (
        <PhraseForm
          phrase={edited === "new" ? null : edited}
          start={{ deficit, dance }}
          deficits={deficits}
          close={() => setEdited(null)}
        />
      )}
    </Page>
  );
}

const MOST_SOURCES = 3;

function Said({ of }: { of: Phrase }) {
  const { t } = useTranslation("phrases");
  const { clock } = useFormats();
  return (
    <Stack gap={2}>
      <Text inherit lang={of.language}>
        {of.text}
      </Text>
      <Group gap="xs">
        {of.sources.slice(0, MOST_SOURCES).map(({ transcript_id: id, second }) => (
          <Anchor
            key={`${id} ${second}`}
            size="xs"
            fw={400}
            renderRoot={(props) => (
              <Link
                to="/knowledge/library/$transcriptId"
                params={{ transcriptId: id }}
                search={{ at: second } as never}
                {...props}
              />
            )}
          >
            {t("source", { time: clock(second) })}
          </Anchor>
        ))}
      </Group>
    </Stack>
  );
}

function Review({ of, edit }: { of: Phrase; edit: () => void }) {
  const { t } = useTranslation("phrases");
  const toast = useToast();
  const review = useMutation({ ...reviewPhrase, onError: toast.failed });
  const say = (state: PhraseState) => () => review.mutate({ id: of.id, state });
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end" translate="no">
      {of.state !== "accepted" && (
        <ActionIcon variant="subtle" color="good" aria-label={`${t("accept")}: ${of.text}`} onClick={say("accepted")}>
          <IconCheck size={16} aria-hidden />
        </ActionIcon>
      )}
      {of.state !== "rejected" && (
        <ActionIcon variant="subtle" color="bad" aria-label={`${t("reject")}: ${of.text}`} onClick={say("rejected")}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      )}
      <ActionIcon variant="subtle" aria-label={`${t("edit")}: ${of.text}`} onClick={edit}>
        <IconPencil size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
