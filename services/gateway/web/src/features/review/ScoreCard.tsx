/** The four components with interval and coverage; numbers beside the bar, so colour is never the only carrier. */
import { Card, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Component } from "@/api/client";
import { useMetricWords } from "@/features/metrics/queries";
import { IntervalBar } from "@/kit/IntervalBar";
import { Stat } from "@/kit/Stat";
import { useFormats } from "@/words/format";
import { blockedBy } from "./Notices";

const SCALE = { from: 1, to: 10 };

export function ScoreCard({ components, total }: { components: Component[]; total: number | null | undefined }) {
  const { t } = useTranslation("review");
  const { mark } = useFormats();
  const blocked = blockedBy({ components });
  return (
    <Card>
      <Group justify="space-between" align="flex-start" mb="sm">
        <Title order={2}>{t("scores")}</Title>
        {total != null && <Stat label={t("total")} value={mark(total)} of={t("ofForty")} />}
      </Group>
      <Stack gap="md">
        {components.map((row) => (
          <ComponentRow key={row.code} row={row} explained={blocked !== ""} />
        ))}
      </Stack>
    </Card>
  );
}

function ComponentRow({ row, explained }: { row: Component; explained: boolean }) {
  const { t } = useTranslation("review");
  const { number, mark, percent } = useFormats();
  const { part, component } = useMetricWords();
  const { score, low, high } = row;
  return (
    <div>
      <Group justify="space-between" gap="xs" mb={4} wrap="nowrap" align="baseline">
        <Text size="sm">
          <b>{row.code}</b> {component(row.code)}
        </Text>
        {score == null ? (
          <Text size="sm" c="dimmed">
            {t("notAssessable")}
          </Text>
        ) : (
          <Text fw={650}>{mark(score)}</Text>
        )}
      </Group>
      {score != null && low != null && high != null && (
        <>
          <IntervalBar value={score} low={low} high={high} {...SCALE} />
          <Text size="xs" c="dimmed" mt={4}>
            {t("interval", { low: number(low, 1), high: number(high, 1), seen: percent(row.coverage) })}
          </Text>
        </>
      )}
      {(row.parts ?? []).length > 0 && (
        <Group gap="xs" mt={4}>
          {row.parts?.map((one) => (
            <Text key={one.name} size="xs" title={`${number(one.low, 1)} – ${number(one.high, 1)}`}>
              {part(one.name)} <b>{number(one.score, 1)}</b>
            </Text>
          ))}
        </Group>
      )}
      {score == null && !explained && (
        <Text size="xs" c="dimmed">
          {row.cause ? t(`missing.${row.cause}`) : row.reason}
        </Text>
      )}
    </div>
  );
}
