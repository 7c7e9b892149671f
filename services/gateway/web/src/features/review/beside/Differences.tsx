/** Marks, measurements and how much was seen of two runs, side by side; bold what differs for sure. */
import { Card, Table, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Analysis, Camera, Metric, Result } from "@/api/client";
import { useMetricWords } from "@/features/metrics/queries";
import { usePhone } from "@/kit/usePhone";
import { useFormats } from "@/words/format";
import { Mark } from "../Mark";
import { differs } from "./differs";

interface Row {
  key: string;
  name: string;
  /** Of the first and of the second run */
  cells: [ReactNode, ReactNode];
  /** For sure: the intervals do not meet */
  apart?: boolean;
}

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
          {rows.map(({ key, name, cells: [first, second], apart }) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" fw={apart ? 700 : 400}>
                {name}
              </Table.Th>
              <Table.Td ta="right">{first}</Table.Td>
              <Table.Td ta="right">{second}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function useRows(one: Result | null | undefined, other: Result | null | undefined): Row[] {
  const { t } = useTranslation("review");
  const { percent } = useFormats();
  const words = useMetricWords();
  if (!one || !other) return [];
  const marks = one.components.map((row): Row => {
    const beside = other.components.find(({ code }) => code === row.code);
    const apart = differs(row, beside);
    const cells: Row["cells"] = [<Mark key="A" row={row} bold={apart} />, <Mark key="B" row={beside} bold={apart} />];
    return { key: row.code, name: `${row.code} ${words.component(row.code)}`, cells, apart };
  });
  const cameras = Object.keys(one.cameras) as Camera[];
  const seen = cameras.map((camera): Row => {
    const share = (result: Result) => {
      const facts = result.cameras[camera];
      return facts ? percent(facts.coverage) : "–";
    };
    const name = cameras.length > 1 ? t("beside.seenBy", { camera }) : t("beside.seen");
    return { key: `seen-${camera}`, name, cells: [share(one), share(other)] };
  });
  const measures = one.metrics.flatMap((metric): Row[] => {
    const beside = other.metrics.find(({ name }) => name === metric.name);
    if (metric.value == null && beside?.value == null) return [];
    const apart = differs(metric, beside);
    const cells: Row["cells"] = [
      <Measured key="A" metric={metric} bold={apart} />,
      <Measured key="B" metric={beside} bold={apart} />,
    ];
    return [{ key: metric.name, name: words.name(metric.name), cells, apart }];
  });
  return [...marks, ...seen, ...measures];
}

function Measured({ metric, bold }: { metric: Metric | undefined; bold: boolean }) {
  const { value } = useMetricWords();
  if (metric?.value == null) return "–";
  const { low, high } = metric;
  return (
    <>
      <Text size="sm" fw={bold ? 700 : 400}>
        {value(metric)}
      </Text>
      {low != null && high != null && (
        <Text size="xs" c="dimmed">
          {value({ ...metric, value: low })} … {value({ ...metric, value: high })}
        </Text>
      )}
    </>
  );
}
