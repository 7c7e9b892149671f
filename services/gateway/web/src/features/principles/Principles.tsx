/** What the studio's trainers hold to be true, by deficit and dance: said to couples that show the deficit. */
import { Button, Group, Text } from "@mantine/core";
import { IconBulb, IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Language, Principle } from "@/api/client";
import { useMetricWords } from "@/features/metrics/queries";
import { useConfirm } from "@/kit/confirm";
import { DANCES } from "@/kit/dances";
import { options } from "@/kit/options";
import { Page } from "@/kit/Page";
import { Tag } from "@/kit/Tag";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { useToast } from "@/kit/toast";
import { LANGUAGES } from "@/words/languages";
import { PrincipleForm } from "./PrincipleForm";
import { deletePrinciple, principles } from "./queries";

const column = columnsOf<Principle>();
const ANY = "any";

/** In the reader's language, or in the first it was written in */
function textOf(principle: Principle, language: Language): string {
  const first = LANGUAGES.find((one) => principle.texts[one]);
  return (principle.texts[language] ?? (first && principle.texts[first]))?.text ?? "";
}

export function Principles() {
  const { t, i18n } = useTranslation("principles");
  const { t: common } = useTranslation();
  const words = useMetricWords();
  const found = useQuery(principles.list());
  const [open, setOpen] = useState<Principle | "new" | null>(null);
  const language = i18n.language as Language;
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor((one) => words.part(one.deficit), {
          id: "deficit",
          header: t("deficit"),
          meta: { card: "title" },
        }),
        column.accessor((one) => one.dance ?? ANY, {
          id: "dance",
          header: t("dance"),
          filterFn: "equalsString",
          cell: ({ row: { original } }) => (original.dance ? common(`dance.${original.dance}`) : t("anyDance")),
        }),
        column.accessor((one) => textOf(one, language), { id: "text", header: t("text") }),
        column.display({
          id: "languages",
          header: t("languages"),
          cell: ({ row: { original } }) => <Languages of={original} />,
        }),
        column.display({
          id: "edit",
          header: "",
          meta: { card: "corner", align: "right" },
          cell: ({ row: { original } }) => (
            <Group gap="xs" justify="flex-end" wrap="nowrap">
              <Button size="xs" variant="default" onClick={() => setOpen(original)}>
                {t("change")}
              </Button>
              <Delete of={original} called={words.part(original.deficit)} />
            </Group>
          ),
        }),
      ]),
    [t, common, words, language],
  );
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen("new")}>
      {t("add")}
    </Button>
  );
  return (
    <Page context={t("context")} action={add}>
      <DataTable
        label={t("title")}
        columns={columns}
        rows={found.data}
        rowId={(one) => one.id}
        error={found.error}
        retry={() => void found.refetch()}
        empty={{ title: t("none"), next: t("noneNext"), icon: IconBulb, action: add }}
        search={t("search")}
        filters={[
          {
            id: "dance",
            label: t("dance"),
            options: [{ value: ANY, label: t("anyDance") }, ...options(DANCES, (one) => common(`dance.${one}`))],
          },
        ]}
      />
      {open && <PrincipleForm principle={open === "new" ? null : open} close={() => setOpen(null)} />}
    </Page>
  );
}

function Languages({ of }: { of: Principle }) {
  const { t } = useTranslation("principles");
  return (
    <Group gap={4}>
      {LANGUAGES.filter((one) => of.texts[one]).map((one) => (
        <Tag key={one} meaning={of.texts[one]?.machine ? "warn" : "plain"}>
          {one.toUpperCase()}
          {of.texts[one]?.machine && (
            <Text span size="xs">
              {" "}
              {t("machine")}
            </Text>
          )}
        </Tag>
      ))}
    </Group>
  );
}

function Delete({ of, called }: { of: Principle; called: string }) {
  const { t } = useTranslation("principles");
  const toast = useToast();
  const confirm = useConfirm();
  const remove = useMutation({ ...deletePrinciple, onError: toast.failed });
  const ask = async () => {
    if (
      await confirm({
        title: t("deleteTitle", { name: called }),
        consequence: t("deleteWhy"),
        action: t("delete"),
      })
    )
      remove.mutate(of.id);
  };
  return (
    <Button size="xs" variant="default" loading={remove.isPending} onClick={ask}>
      {t("delete")}
    </Button>
  );
}
