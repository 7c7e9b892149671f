/** Spans of the video that are left out: marked while it plays, taken back with a click. */
import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Span } from "@/api/client";
import { useFormats } from "@/words/format";

interface Props {
  spans: Span[];
  change: (spans: Span[]) => void;
  player: RefObject<HTMLVideoElement | null>;
}

export function Spans({ spans, change, player }: Props) {
  const { t } = useTranslation("review");
  const { clock } = useFormats();
  const [start, setStart] = useState<number | null>(null);
  const now = () => Math.round((player.current?.currentTime ?? 0) * 100) / 100;
  const end = () => {
    const second = now();
    if (start !== null && second > start)
      change([...spans, { start, end: second }].sort((one, other) => one.start - other.start));
    setStart(null);
  };
  return (
    <>
      <Group gap="xs">
        <Button variant="light" onClick={() => setStart(now())}>
          {t("rescore.start")}
        </Button>
        <Button variant="light" onClick={end} disabled={start === null}>
          {t("rescore.end")}
        </Button>
        {start !== null && <Text size="sm">{t("rescore.from", { at: clock(start) })}</Text>}
      </Group>
      {spans.map((span) => (
        <Group key={`${span.start}-${span.end}`} gap="xs">
          <Text size="sm">
            {clock(span.start)} – {clock(span.end)}
          </Text>
          <ActionIcon
            color="bad"
            aria-label={t("rescore.remove", { at: clock(span.start) })}
            onClick={() => change(spans.filter((other) => other !== span))}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
    </>
  );
}
