/** Which measurements are drawn under the video, and their moments. */
import { Button, Card, Group, Stack, Switch, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMetricWords } from "@/features/metrics/queries";
import { useFormats } from "@/words/format";
import type { ReviewState } from "../useReview";

export function Timelines({ review }: { review: ReviewState }) {
  const { t } = useTranslation("review");
  const { clock } = useFormats();
  const words = useMetricWords();
  const { analysis, lanes, chosen, choose, playback } = review;
  const drawn = lanes?.metrics ?? [];
  const toggle = (name: string) =>
    choose(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]);
  return (
    <Stack gap="md">
      <Card padding="md">
        <Title order={2}>{t("timelines.title")}</Title>
        <Text size="sm" c="dimmed" mb="sm">
          {drawn.length > 0 ? t("timelines.why") : t("timelines.none")}
        </Text>
        <Stack gap="xs">
          {drawn.map(({ metric }) => {
            const measured = analysis.result?.metrics.find((one) => one.name === metric);
            return (
              <Group key={metric} justify="space-between" gap="xs">
                <Switch
                  label={words.name(metric)}
                  checked={chosen.includes(metric)}
                  onChange={() => toggle(metric)}
                  size="sm"
                />
                <Group gap={4}>
                  {measured?.moments?.map((second) => (
                    <Button
                      key={second}
                      size="compact-sm"
                      variant="light"
                      onClick={() => playback.showMoment(second)}
                      aria-label={t("moment", { at: clock(second) })}
                    >
                      {clock(second)}
                    </Button>
                  ))}
                </Group>
              </Group>
            );
          })}
        </Stack>
      </Card>
    </Stack>
  );
}
