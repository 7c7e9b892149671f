/** The same numbers for those who do not see lines, and for those who want them exactly. */
import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useMetricWords } from "@/features/metrics/queries";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { useFormats } from "@/words/format";
import type { Point } from "./points";

const column = columnsOf<Point>();

export function TrendTable({ points, codes }: { points: Point[]; codes: string[] }) {
  const { t } = useTranslation("trends");
  const { date, mark, number } = useFormats();
  const { component } = useMetricWords();
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("at", {
          header: t("date"),
          meta: { card: "title" },
          cell: ({ row: { original }, getValue }) => (
            <Anchor component={Link} to={`/analyses/${original.id}`} size="sm">
              {date(getValue())}
            </Anchor>
          ),
        }),
        column.accessor("total", {
          header: t("total"),
          meta: { align: "right" },
          cell: ({ getValue }) => {
            const total = getValue();
            return total == null ? "–" : mark(total);
          },
        }),
        ...codes.map((code) =>
          column.display({
            id: code,
            header: () => <span title={component(code)}>{code}</span>,
            meta: { align: "right" },
            cell: ({ row: { original } }) => {
              const score = original.marks[code];
              const within = original.intervals[code];
              if (score == null) return "–";
              return (
                <>
                  {mark(score)}
                  {within && (
                    <Text size="xs" c="dimmed">
                      {t("interval", { low: number(within[0], 1), high: number(within[1], 1) })}
                    </Text>
                  )}
                </>
              );
            },
          }),
        ),
      ]),
    [t, date, mark, number, codes, component],
  );
  const newestFirst = useMemo(() => [...points].reverse(), [points]);
  return (
    <DataTable
      plain
      label={t("table")}
      columns={columns}
      rows={newestFirst}
      rowId={(point) => point.id}
      error={null}
      retry={() => undefined}
      empty={{ title: t("none") }}
    />
  );
}
