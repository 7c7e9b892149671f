/** Leave out spans where the tracking fails, confirm the recording's delay, and score the same poses again. */
import { Button, Card, NumberInput, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Analysis, Span } from "@/api/client";
import { rescore } from "@/features/analyses/queries";
import { Problem } from "@/kit/Trouble";
import { OtherRuns } from "./OtherRuns";
import { Spans } from "./Spans";
import { TapBeats } from "./TapBeats";
import { useTaps } from "./useTaps";

const MOST_MS = 1000;

export function Rescore({ analysis, player }: { analysis: Analysis; player: RefObject<HTMLVideoElement | null> }) {
  const { t } = useTranslation("review");
  const navigate = useNavigate();
  const [spans, setSpans] = useState<Span[]>(analysis.configuration.exclusions ?? []);
  const [latency, setLatency] = useState<number | string>(analysis.configuration.latency_ms ?? "");
  const taps = useTaps(analysis.dance, player);
  const score = useMutation(rescore);
  const start = () =>
    score.mutate(
      {
        id: analysis.id,
        exclusions: spans,
        latency_ms: latency === "" ? null : Number(latency),
        music: taps.hints,
      },
      { onSuccess: (again) => void navigate({ to: `/analyses/${again.id}` }) },
    );
  return (
    <Card>
      <Title order={2}>{t("rescore.title")}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t("rescore.why")}
      </Text>
      <Stack gap="md" align="flex-start">
        <Spans spans={spans} change={setSpans} player={player} />
        <TapBeats taps={taps} />
        <NumberInput
          label={t("rescore.latency")}
          description={t("rescore.latencyWhy")}
          value={latency}
          onChange={setLatency}
          min={-MOST_MS}
          max={MOST_MS}
          step={10}
          suffix=" ms"
          maw={360}
        />
        <Button onClick={start} loading={score.isPending}>
          {t("rescore.go")}
        </Button>
        <Problem error={score.error} />
      </Stack>
      <OtherRuns analysis={analysis} />
    </Card>
  );
}
