/** Marks, measurements and how much was seen of two runs, side by side; bold what differs for sure. */
import { Card, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Analysis, Camera, Component, Metric, Result } from "@/api/client";
import { useMetricWords } from "@/features/metrics/queries";
import { usePhone } from "@/kit/usePhone";
import { useFormats } from "@/words/format";
import { differs } from "./differs";

interface Cell {
  value: string;
  /** The interval it may lie in */
  within?: string | undefined;
}
interface Row {
  key: string;
  name: string;
  cells: [Cell, Cell];
  /** For sure: the intervals do not meet */
  apart: boolean;
}

const NOTHING: Cell = { value: "–" };

export function Differences({ runs }: { runs: [Analysis, Analysis] }) {
  const { t } = useTranslation("review");
  const phone = usePhone();
  const [one, other] = runs.map(({ result }) => result);
  const rows = useRows(one, other);
  if (!one || !other) return null;
  return (
    <Card padding={phone ? "xs" : "md"}>
      <Title order={2} mb={4}>
        {t("beside.differences")}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t(rows.some(({ apart }) => apart) ? "beside.why" : "beside.none")}
      </Text>
      <Table verticalSpacing={6} horizontalSpacing={phone ? 4 : 8} aria-label={t("beside.differences")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("beside.what")}</Table.Th>
            <Table.Th ta="right">A</Table.Th>
            <Table.Th ta="right">B</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ key, name, cells, apart }) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" fw={apart ? 700 : 400}>
                {name}
              </Table.Th>
              {cells.map((cell, at) => (
                <Table.Td key={at === 0 ? "A" : "B"} ta="right">
                  <Text size="sm" fw={apart ? 700 : 400}>
                    {cell.value}
                  </Text>
                  {cell.within && (
                    <Text size="xs" c="dimmed">
                      {cell.within}
                    </Text>
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function useRows(one: Result | null | undefined, other: Result | null | undefined): Row[] {
  const { t } = useTranslation("review");
  const { mark, number, percent } = useFormats();
  const words = useMetricWords();
  if (!one || !other) return [];
  const scored = (row: Component | undefined): Cell =>
    row?.score == null
      ? NOTHING
      : {
          value: mark(row.score),
          within: row.low != null && row.high != null ? `${number(row.low, 1)} … ${number(row.high, 1)}` : undefined,
        };
  const measured = (metric: Metric | undefined): Cell => {
    if (metric?.value == null) return NOTHING;
    const [low, high] = [metric.low, metric.high].map((value) =>
      value == null ? "" : words.value({ ...metric, value }),
    );
    return { value: words.value(metric), within: low && high ? `${low} … ${high}` : undefined };
  };
  const cameras = Object.keys(one.cameras) as Camera[];
  const seen = (result: Result, camera: Camera): Cell => {
    const share = result.cameras[camera]?.coverage;
    return share == null ? NOTHING : { value: percent(share) };
  };
  const marks = one.components.map((row) => {
    const beside = other.components.find(({ code }) => code === row.code);
    const name = `${row.code} ${words.component(row.code)}`;
    return { key: row.code, name, cells: [scored(row), scored(beside)] as Row["cells"], apart: differs(row, beside) };
  });
  const measures = one.metrics.flatMap((metric) => {
    const beside = other.metrics.find(({ name }) => name === metric.name);
    if (metric.value == null && beside?.value == null) return [];
    const cells: Row["cells"] = [measured(metric), measured(beside)];
    return [{ key: metric.name, name: words.name(metric.name), cells, apart: differs(metric, beside) }];
  });
  const share = cameras.map((camera) => ({
    key: `seen-${camera}`,
    name: cameras.length > 1 ? t("beside.seenBy", { camera }) : t("beside.seen"),
    cells: [seen(one, camera), seen(other, camera)] as Row["cells"],
    apart: false,
  }));
  return [...marks, ...share, ...measures];
}
