/** The four components with interval and coverage, their total, and what has changed since the last session. */
import { Card, Group, SimpleGrid, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Analysis, Component, Result } from "@/api/client";
import { useMetricWords } from "@/features/metrics/queries";
import { HelpLink } from "@/kit/HelpLink";
import { Stat } from "@/kit/Stat";
import { useFormats } from "@/words/format";
import { useEarlierSessions } from "../history";
import { useMusicSentence } from "../music";
import { blockedBy } from "../Notices";
import { Dial } from "./Dial";

interface Props {
  analysis: Analysis;
  result: Result;
}

export function ScoreDials({ analysis, result }: Props) {
  const { t } = useTranslation("review");
  const { mark, date } = useFormats();
  const before = useEarlierSessions(analysis)[0];
  const blocked = blockedBy(result);
  return (
    <Card padding="md">
      <Group justify="space-between" align="flex-start" mb="xs">
        <div>
          <Title order={2}>{t("scores")}</Title>
          <HelpLink about="scores" size="xs" />
          {before && result.components.some(({ score }) => score != null) && (
            <Text size="xs" c="dimmed">
              {t("sinceLast", { date: date(before.created_at) })}
            </Text>
          )}
        </div>
        {result.total != null && (
          <Stat
            label={t("total")}
            value={mark(result.total)}
            of={t("ofForty")}
            hint={<Change now={result.total} before={before?.total} />}
          />
        )}
      </Group>
      <SimpleGrid type="container" cols={{ base: 2, "36rem": 4 }} spacing="xs" verticalSpacing="sm">
        {result.components.map((row) => (
          <ComponentDial
            key={row.code}
            row={row}
            result={result}
            explained={blocked !== ""}
            before={before?.components?.[row.code]}
          />
        ))}
      </SimpleGrid>
    </Card>
  );
}

interface DialProps {
  row: Component;
  result: Result;
  /** The reason stands above already */
  explained: boolean;
  before: number | null | undefined;
}

function ComponentDial({ row, result, explained, before }: DialProps) {
  const { t } = useTranslation("review");
  const { number, mark, percent } = useFormats();
  const { component } = useMetricWords();
  const music = useMusicSentence();
  const { score, low, high, cause } = row;
  const why = cause === "music" ? music(result) : cause ? t(`missing.${cause}`) : (row.reason ?? "");
  return (
    <div data-testid={`component-${row.code}`}>
      {score != null && low != null && high != null ? (
        <Dial value={score} low={low} high={high} written={mark(score)} />
      ) : (
        <Text ta="center" py="md" size="xl" c="dimmed" aria-hidden>
          –
        </Text>
      )}
      <Text size="sm" ta="center" lh={1.3}>
        <b>{row.code}</b> {component(row.code)}
      </Text>
      {score != null && low != null && high != null ? (
        <Text size="xs" c="dimmed" ta="center">
          {t("interval", { low: number(low, 1), high: number(high, 1), seen: percent(row.coverage) })}
          <br />
          <Change now={score} before={before} />
        </Text>
      ) : (
        <Text size="xs" c="dimmed" ta="center">
          {explained || (cause === "music" && music(result)) ? t("notAssessable") : why}
        </Text>
      )}
    </div>
  );
}

/** How much a mark has gone up or down, with its sign in words for the eye. */
function Change({ now, before }: { now: number; before: number | null | undefined }) {
  const { t } = useTranslation("review");
  const { mark } = useFormats();
  if (before == null) return null;
  const by = Math.round((now - before) * 4) / 4;
  if (by === 0) return <span>{t("change.same")}</span>;
  return (
    <Text span size="xs" fw={600} c={by > 0 ? "var(--text-good)" : undefined}>
      {t(by > 0 ? "change.up" : "change.down", { by: mark(Math.abs(by)) })}
    </Text>
  );
}
