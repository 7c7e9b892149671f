/** The base and what became of it, on the same frames. */
import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { TrainingRun } from "@/api/client";
import { useFormats } from "@/words/format";

type Evaluation = NonNullable<TrainingRun["evaluation"]>;
interface Row {
  key: "oks" | "ap" | (typeof GROUPS)[number] | (typeof HEADINGS)[number] | "phantoms";
  before: number;
  after: number;
  /** Whether less is better */
  less?: boolean;
}

const GROUPS = ["head", "arms", "trunk", "legs"] as const;
const HEADINGS = ["towards", "across", "away"] as const;
/** Smaller changes are none */
const SAME = 0.0005;

export function Quality({ evaluation: { base, result } }: { evaluation: Evaluation }) {
  const { t } = useTranslation("training");
  const { number } = useFormats();
  const rows: Row[] = [
    { key: "oks", before: base.oks, after: result.oks },
    { key: "ap", before: base.average_precision, after: result.average_precision },
    ...GROUPS.map((key) => ({ key, before: base.by_group[key] ?? 0, after: result.by_group[key] ?? 0 })),
    ...HEADINGS.flatMap((key) => {
      const [before, after] = [base.by_heading?.[key], result.by_heading?.[key]];
      return before == null || after == null ? [] : [{ key, before, after }];
    }),
    { key: "phantoms", before: base.phantom_rate, after: result.phantom_rate, less: true },
  ];
  return (
    <Table.ScrollContainer minWidth={260}>
      <Table verticalSpacing="xs" horizontalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("measure")}</Table.Th>
            <Table.Th ta="right">{t("base")}</Table.Th>
            <Table.Th ta="right">{t("result")}</Table.Th>
            <Table.Th ta="right">{t("change")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ key, before, after, less }) => (
            <Table.Tr key={key}>
              <Table.Th fw={400}>{t(`measures.${key}`)}</Table.Th>
              <Table.Td ta="right">{number(before, 3)}</Table.Td>
              <Table.Td ta="right">{number(after, 3)}</Table.Td>
              <Table.Td ta="right">
                <Change by={after - before} good={less ? after < before : after > before} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Change({ by, good }: { by: number; good: boolean }) {
  const { number } = useFormats();
  if (Math.abs(by) < SAME) return "±0";
  return (
    <Text span inherit fw={600} c={good ? "var(--text-good)" : "var(--mantine-color-error)"}>
      {by > 0 ? "+" : "−"}
      {number(Math.abs(by), 3)}
    </Text>
  );
}
