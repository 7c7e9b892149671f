/** The sums themselves, to the last digit, and all calls as a file. */
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { SpendSum } from "@/api/client";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { useFormats } from "@/words/format";
import { MICRO } from "./months";
import { callsAddress } from "./queries";

const column = columnsOf<SpendSum>();
const EXACT = 6;

interface Props {
  sums: SpendSum[];
  userName: (id: string) => string;
}

export function SumTable({ sums, userName }: Props) {
  const { t } = useTranslation("spend");
  const { money, month, number, unit } = useFormats();
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("month", {
          header: t("monthOf"),
          meta: { card: "title" },
          cell: ({ getValue }) => month(getValue()),
        }),
        column.accessor((sum) => t(`features.${sum.feature}`), { id: "feature", header: t("byWhat.feature") }),
        column.accessor("model", { header: t("byWhat.model") }),
        column.accessor((sum) => (sum.user_id ? userName(sum.user_id) : t("nobody")), {
          id: "user",
          header: t("byWhat.user"),
        }),
        column.accessor("calls", {
          header: t("calls"),
          meta: { align: "right" },
          cell: ({ getValue }) => number(getValue()),
        }),
        column.accessor(({ tokens }) => (tokens.read ?? 0) + (tokens.cache_written ?? 0) + (tokens.cache_read ?? 0), {
          id: "read",
          header: t("read"),
          meta: { align: "right" },
          cell: ({ getValue }) => number(getValue()),
        }),
        column.accessor(({ tokens }) => tokens.written ?? 0, {
          id: "written",
          header: t("written"),
          meta: { align: "right" },
          cell: ({ getValue }) => number(getValue()),
        }),
        column.accessor("seconds", {
          header: t("sound"),
          meta: { align: "right" },
          cell: ({ getValue }) => unit(getValue() / 60, "minute", 1),
        }),
        column.accessor("cost", {
          header: t("cost"),
          meta: { align: "right" },
          cell: ({ getValue }) => money(getValue() / MICRO, EXACT),
        }),
      ]),
    [t, money, month, number, unit, userName],
  );
  const newestFirst = useMemo(() => [...sums].reverse(), [sums]);
  return (
    <DataTable
      label={t("table")}
      columns={columns}
      rows={newestFirst}
      rowId={(sum) => `${sum.month} ${sum.feature} ${sum.model} ${sum.user_id}`}
      error={null}
      retry={() => undefined}
      empty={{ title: t("none") }}
      tools={
        <Button
          component="a"
          href={callsAddress()}
          download
          variant="subtle"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t("csv")}
        </Button>
      }
    />
  );
}
