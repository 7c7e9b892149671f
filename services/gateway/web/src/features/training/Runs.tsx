/** All runs, the newest first. */
import { Anchor, Button, Text } from "@mantine/core";
import { IconPlus, IconSchool } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TrainingRun } from "@/api/client";
import { Page } from "@/kit/Page";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { When } from "@/kit/When";
import { useFormats } from "@/words/format";
import { runs } from "./queries";
import { RunForm } from "./RunForm";
import { RunState } from "./RunState";

const column = columnsOf<TrainingRun>();

export function Runs() {
  const { t } = useTranslation("training");
  const { t: common } = useTranslation();
  const { number } = useFormats();
  const found = useQuery(runs.list());
  const [open, setOpen] = useState(false);
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("name", {
          header: common("called"),
          meta: { card: "title" },
          cell: ({ row: { original } }) => (
            <Anchor component={Link} to={`/train/runs/${original.id}`} fw={600} translate="no">
              {original.name}
            </Anchor>
          ),
        }),
        column.accessor("base_model", {
          header: t("base"),
          cell: ({ getValue }) => (
            <Text span inherit translate="no">
              {getValue()}
            </Text>
          ),
        }),
        column.accessor((run) => run.evaluation?.result.oks ?? run.oks ?? undefined, {
          id: "oks",
          header: t("oks"),
          meta: { align: "right" },
          cell: ({ row: { original } }) => {
            const { evaluation, oks } = original;
            if (evaluation) return `${number(evaluation.base.oks, 3)} → ${number(evaluation.result.oks, 3)}`;
            return oks == null ? "" : number(oks, 3);
          },
        }),
        column.accessor("created_at", { header: t("made"), cell: ({ getValue }) => <When at={getValue()} /> }),
        column.accessor("state", {
          header: t("state"),
          cell: ({ row: { original } }) => <RunState run={original} />,
        }),
      ]),
    [t, common, number],
  );
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen(true)}>
      {t("new")}
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
        empty={{ title: t("none"), next: t("noneNext"), icon: IconSchool }}
      />
      {open && <RunForm close={() => setOpen(false)} />}
    </Page>
  );
}
