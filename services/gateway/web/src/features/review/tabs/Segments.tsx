/** What is left out, the music by hand, another dance: and then the same poses scored again. */
import { ActionIcon, Button, Card, Group, NumberInput, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconArrowBackUp, IconX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Span } from "@/api/client";
import { rescore } from "@/features/analyses/queries";
import { DANCES } from "@/kit/dances";
import { INSIGHT, INSIGHTS } from "@/kit/insights";
import { options } from "@/kit/options";
import { Problem } from "@/kit/Trouble";
import { useFormats } from "@/words/format";
import { LEAST_TAPS } from "../taps";
import { readClock } from "../time";
import type { ReviewState } from "../useReview";

const MOST_MS = 1000;

export function Segments({ review }: { review: ReviewState }) {
  const { t } = useTranslation("review");
  const { t: common } = useTranslation();
  const navigate = useNavigate();
  const { analysis, change } = review;
  const { exclusions, taps, dance, latency, insight = INSIGHT } = review.draft;
  // A lone minus is no number yet.
  const [half, setHalf] = useState("");
  const score = useMutation(rescore);
  const start = () =>
    score.mutate(
      {
        id: analysis.id,
        exclusions,
        latency_ms: latency,
        music: review.hints,
        dance: dance === analysis.dance ? null : dance,
        insight,
      },
      {
        onSuccess: (again) => {
          review.reset(); // the draft has become a run
          void navigate({ to: `/analyses/${again.id}` });
        },
      },
    );
  return (
    <Stack gap="md">
      <Card padding="md">
        <Title order={2}>{t("segments.leftOut")}</Title>
        <Text size="sm" c="dimmed" mb="sm">
          {t("segments.why")}
        </Text>
        <Stack gap="xs">
          {exclusions.map((span, index) => (
            <SpanRow key={`${span.start}-${span.end}`} span={span} index={index} review={review} />
          ))}
          <NewSpan review={review} />
        </Stack>
      </Card>
      <Card padding="md">
        <Title order={2}>{t("tap.title")}</Title>
        <Text size="sm" c="dimmed" mb="sm">
          {t("tap.why")}
        </Text>
        <Group gap="xs">
          <Button variant="light" size="md" onClick={review.tap}>
            {t("tap.one")}
          </Button>
          {taps.length > 0 && (
            <>
              <ActionIcon size="lg" aria-label={t("tap.undo")} onClick={() => change({ taps: taps.slice(0, -1) })}>
                <IconArrowBackUp size={20} aria-hidden />
              </ActionIcon>
              <ActionIcon size="lg" color="bad" aria-label={t("tap.forget")} onClick={() => change({ taps: [] })}>
                <IconX size={20} aria-hidden />
              </ActionIcon>
              <Tapped review={review} />
            </>
          )}
        </Group>
      </Card>
      <Card padding="md">
        <Title order={2} mb="xs">
          {t("rescore.title")}
        </Title>
        <Stack gap="sm">
          <Select
            label={t("rescore.dance")}
            data={options(DANCES, (one) => common(`dance.${one}`))}
            value={dance}
            allowDeselect={false}
            onChange={(chosen) => chosen && change({ dance: chosen })}
            maw={320}
          />
          <Select
            label={common("insight.label")}
            description={common("insight.why")}
            data={options(INSIGHTS, (one) => common(`insight.${one}`))}
            value={insight}
            allowDeselect={false}
            onChange={(chosen) => chosen && change({ insight: chosen })}
            maw={320}
          />
          <NumberInput
            label={t("rescore.latency")}
            description={t("rescore.latencyWhy")}
            value={half || (latency ?? "")}
            onChange={(typed) => {
              setHalf(typeof typed === "string" ? typed : "");
              change({ latency: typeof typed === "number" ? typed : null });
            }}
            min={-MOST_MS}
            max={MOST_MS}
            step={10}
            suffix=" ms"
            maw={320}
          />
          <Group gap="sm">
            <Button onClick={start} loading={score.isPending}>
              {t("rescore.go")}
            </Button>
            {review.changed && (
              <Button variant="subtle" color="plain" onClick={review.reset}>
                {t("segments.reset")}
              </Button>
            )}
          </Group>
          <Text size="xs" c="dimmed">
            {t("rescore.kept")}
          </Text>
          <Problem error={score.error} />
        </Stack>
      </Card>
    </Stack>
  );
}

function Tapped({ review: { hints, draft } }: { review: ReviewState }) {
  const { t } = useTranslation("review");
  const { number } = useFormats();
  return (
    <Text size="sm" role="status">
      {hints
        ? t("tap.tempo", { beats: number(hints.beats_per_minute ?? 0, 1) })
        : draft.taps.length < LEAST_TAPS
          ? t("tap.more", { count: LEAST_TAPS - draft.taps.length })
          : t("tap.odd")}
    </Text>
  );
}

/** Both ends can be typed; what is typed holds when the field is left. */
function SpanRow({ span, index, review }: { span: Span; index: number; review: ReviewState }) {
  const { t } = useTranslation("review");
  const { clock } = useFormats();
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      {(["start", "end"] as const).map((edge) => (
        <ClockInput
          key={edge}
          label={t(`segments.${edge}`, { at: clock(span.start) })}
          value={span[edge]}
          change={(second) => review.put({ ...span, [edge]: second }, index)}
        />
      ))}
      <Button variant="light" size="sm" onClick={() => review.playback.setLoop(span)}>
        {t("segments.look")}
      </Button>
      <ActionIcon
        size="lg"
        color="bad"
        aria-label={t("segments.remove", { at: clock(span.start) })}
        onClick={() => review.takeBack(index)}
      >
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

interface ClockProps {
  label: string;
  value: number;
  change: (second: number) => void;
}

function ClockInput({ label, value, change }: ClockProps) {
  const { t } = useTranslation("review");
  const { clock } = useFormats();
  const [typed, setTyped] = useState<string | null>(null);
  const second = typed === null ? value : readClock(typed);
  const leave = () => {
    if (second !== null && second !== value) change(second);
    if (second !== null) setTyped(null);
  };
  return (
    <TextInput
      aria-label={label}
      w={96}
      value={typed ?? clock(value)}
      error={second === null && t("segments.noTime")}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={({ key }) => key === "Enter" && leave()}
    />
  );
}

function NewSpan({ review }: { review: ReviewState }) {
  const { t } = useTranslation("review");
  const { clock } = useFormats();
  const { mark } = review;
  return (
    <Group gap="xs">
      <Button variant="light" onClick={review.markStart}>
        {t("segments.from")}
      </Button>
      <Button variant="light" onClick={review.markEnd}>
        {t("segments.to")}
      </Button>
      {mark !== null && <Text size="sm">{t("lanes.from", { at: clock(mark) })}</Text>}
      {review.selection && (
        <Button onClick={() => review.selection && review.leaveOut(review.selection)}>
          {t("segments.take", { from: clock(review.selection.start), to: clock(review.selection.end) })}
        </Button>
      )}
    </Group>
  );
}
