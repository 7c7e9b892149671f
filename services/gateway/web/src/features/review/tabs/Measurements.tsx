/** All measurements by sub-criterion, closed until somebody wants them; what could not be measured in one line. */
import { Accordion, Button, Card, Group, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Metric, Result } from "@/api/client";
import { useMetricWords } from "@/features/metrics/queries";
import { useFormats } from "@/words/format";
import { blockedBy } from "../Notices";
import type { ReviewState } from "../useReview";

export function Measurements({ review, result }: { review: ReviewState; result: Result }) {
  const { t } = useTranslation("review");
  const { number } = useFormats();
  const words = useMetricWords();
  const known = result.metrics.filter((metric) => metric.value != null);
  const groups = new Map<string, Metric[]>();
  for (const metric of known) groups.set(metric.deficit, [...(groups.get(metric.deficit) ?? []), metric]);
  const parts = new Map(result.components.flatMap(({ parts = [] }) => parts.map((part) => [part.name, part])));
  return (
    <Card padding="md">
      <Title order={2} mb="xs">
        {t("metrics")}
      </Title>
      <Accordion multiple variant="default" chevronPosition="left">
        {[...groups].map(([name, metrics]) => (
          <Accordion.Item key={name} value={name}>
            <Accordion.Control>
              <Group justify="space-between" wrap="nowrap" gap="xs">
                <Text size="sm" fw={600}>
                  {words.part(name)}{" "}
                  <Text span size="xs" c="dimmed" fw={400}>
                    {metrics[0]?.component}
                  </Text>
                </Text>
                {parts.has(name) && <Text fw={650}>{number(parts.get(name)?.score ?? 0, 1)}</Text>}
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              {metrics.map((metric) => (
                <Measured key={metric.name} metric={metric} review={review} />
              ))}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      <NotMeasured
        metrics={result.metrics.filter((metric) => metric.value == null)}
        explained={blockedBy(result) !== ""}
      />
    </Card>
  );
}

function Measured({ metric, review }: { metric: Metric; review: ReviewState }) {
  const { t } = useTranslation("review");
  const { number, clock } = useFormats();
  const words = useMetricWords();
  return (
    <Group justify="space-between" gap="xs" py={6} align="center">
      <div>
        <Text size="sm">
          {words.name(metric.name)} <b>{words.value(metric)}</b>
        </Text>
        <Text size="xs" c="dimmed">
          {metric.score != null ? t("points_of", { points: number(metric.score, 1) }) : t("notScored")}
        </Text>
      </div>
      <Group gap={4}>
        {metric.moments?.map((second) => (
          <Button
            key={second}
            size="compact-sm"
            variant="light"
            onClick={() => review.playback.showMoment(second)}
            aria-label={t("moment", { at: clock(second) })}
          >
            {clock(second)}
          </Button>
        ))}
      </Group>
    </Group>
  );
}

interface NotMeasuredProps {
  metrics: Metric[];
  /** The one reason stands above the scores */
  explained: boolean;
}

function NotMeasured({ metrics, explained }: NotMeasuredProps) {
  const { t } = useTranslation("review");
  const words = useMetricWords();
  if (metrics.length === 0) return null;
  const whyOf = (metric: Metric) => (explained ? "" : words.reason(metric));
  const reasons = [...new Set(metrics.map(whyOf))];
  return (
    <Accordion variant="default" chevronPosition="left">
      <Accordion.Item value="not" style={{ borderBottom: "none" }}>
        <Accordion.Control>
          <Text size="sm" c="dimmed">
            {t("notMeasured", { count: metrics.length })}
          </Text>
        </Accordion.Control>
        <Accordion.Panel>
          {reasons.map((reason) => (
            <Text size="sm" key={reason} mb={6}>
              {metrics
                .filter((metric) => whyOf(metric) === reason)
                .map((metric) => words.name(metric.name))
                .join(" · ")}
              {reason && (
                <Text span size="sm" c="dimmed">
                  {" "}
                  {reason}
                </Text>
              )}
            </Text>
          ))}
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
