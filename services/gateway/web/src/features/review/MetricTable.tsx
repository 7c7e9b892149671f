/** Every measurement with its value, points and moments; a click on a moment shows it in the video. */
import { Button, Card, Group, Text, Title } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Metric } from "@/api/client";
import { useMetricWords } from "@/features/metrics/queries";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { usePhone } from "@/kit/usePhone";
import { useFormats } from "@/words/format";

const column = columnsOf<Metric>();

export function MetricTable({ metrics, seek }: { metrics: Metric[]; seek: (second: number) => void }) {
  const { t } = useTranslation("review");
  const phone = usePhone();
  const words = useMetricWords();
  const { number, clock } = useFormats();
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor((metric) => words.name(metric.name), {
          id: "name",
          header: t("metric"),
          meta: { card: "title" },
          cell: ({ getValue, row: { original } }) => (
            <>
              {getValue()}{" "}
              <Text span size="xs" c="dimmed" fw={400}>
                {original.component}
              </Text>
            </>
          ),
        }),
        column.accessor("value", {
          header: t("value"),
          meta: { align: "right" },
          cell: ({ row: { original } }) =>
            original.value == null ? (
              <Text size="sm" c="dimmed" title={original.reason} style={{ whiteSpace: "nowrap" }}>
                {t("notAssessable")}
              </Text>
            ) : (
              words.value(original)
            ),
        }),
        column.accessor("score", {
          header: t("points"),
          meta: { align: "right" },
          cell: ({ row: { original } }) =>
            original.score != null ? (
              <b>{number(original.score, 1)}</b>
            ) : (
              <Text span size="xs" c="dimmed">
                {original.value != null && !original.scored ? t("notScored") : "–"}
              </Text>
            ),
        }),
        column.display({
          id: "moments",
          header: t("moments"),
          cell: ({ row: { original } }) => (
            <Group gap={4} wrap={phone ? "wrap" : "nowrap"}>
              {original.value != null &&
                original.moments?.map((second) => (
                  <Button
                    key={second}
                    size="compact-sm"
                    variant="light"
                    onClick={() => seek(second)}
                    aria-label={t("moment", { at: clock(second) })}
                  >
                    {clock(second)}
                  </Button>
                ))}
            </Group>
          ),
        }),
      ]),
    [t, words, number, clock, seek, phone],
  );
  return (
    <Card>
      <Title order={2} mb="sm">
        {t("metrics")}
      </Title>
      <DataTable
        plain
        label={t("metrics")}
        columns={columns}
        rows={metrics}
        rowId={(metric) => metric.name}
        error={null}
        retry={() => undefined}
        empty={{ title: t("notAssessable") }}
      />
    </Card>
  );
}
