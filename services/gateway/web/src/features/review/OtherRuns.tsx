/** The other analyses of the same recording, so that two of them can be compared. */
import { Anchor, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Analysis, AnalysisSummary } from "@/api/client";
import { analyses } from "@/features/analyses/queries";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { When } from "@/kit/When";
import { useFormats } from "@/words/format";

const column = columnsOf<AnalysisSummary>();

export function OtherRuns({ analysis }: { analysis: Analysis }) {
  const { t } = useTranslation("review");
  const { mark } = useFormats();
  const runs = useQuery(analyses.ofSession(analysis.session_id));
  const scored = useMemo(() => runs.data?.filter((run) => Object.keys(run.components ?? {}).length > 0), [runs.data]);
  const codes = analysis.result?.components.map((row) => row.code) ?? [];
  if (!scored || scored.length < 2) return null;
  return (
    <>
      <Title order={3} mt="lg" mb="xs">
        {t("rescore.runs")}
      </Title>
      <DataTable
        plain
        label={t("rescore.runs")}
        rows={scored}
        rowId={(run) => run.id}
        error={null}
        retry={() => undefined}
        empty={{ title: "" }}
        columns={column.columns([
          column.accessor("created_at", {
            header: t("rescore.run"),
            meta: { card: "title" },
            cell: ({ row: { original }, getValue }) => (
              <>
                <Anchor
                  component={Link}
                  to={`/analyses/${original.id}`}
                  size="sm"
                  fw={original.id === analysis.id ? 650 : undefined}
                  aria-current={original.id === analysis.id ? "page" : undefined}
                >
                  <When at={getValue()} />
                </Anchor>
                <Text size="xs" c="dimmed" fw={400}>
                  {t("rescore.without", { count: original.excluded_spans })}
                  {original.id !== analysis.id && (
                    <>
                      {" · "}
                      <Anchor component={Link} to={`/analyses/${analysis.id}/beside/${original.id}`} inherit>
                        {t("beside.compare")}
                      </Anchor>
                    </>
                  )}
                </Text>
              </>
            ),
          }),
          ...codes.map((code) =>
            column.display({
              id: code,
              header: code,
              meta: { align: "right" },
              cell: ({ row: { original } }) => {
                const score = original.components?.[code];
                return score == null ? "–" : mark(score);
              },
            }),
          ),
        ])}
      />
    </>
  );
}
