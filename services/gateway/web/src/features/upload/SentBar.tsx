/** How far a recording is on its way, in words and as a bar. */
import { Group, Progress, Text } from "@mantine/core";
import { useNetwork } from "@mantine/hooks";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/words/format";
import type { DraftVideo } from "./drafts/draft";

/** Bytes a second are known from so many milliseconds on */
const KNOWN_AFTER = 3000;

/** Seconds that are left, from how fast it has gone since it was first shown; null while nobody can say. */
function useLeft({ state, sent, size }: DraftVideo): number | null {
  const since = useRef<{ at: number; sent: number } | null>(null);
  if (state !== "sending") since.current = null;
  else since.current ??= { at: performance.now(), sent };
  if (!since.current) return null;
  const took = performance.now() - since.current.at;
  const gone = sent - since.current.sent;
  return took < KNOWN_AFTER || gone <= 0 ? null : ((size - sent) * took) / gone / 1000;
}

export function SentBar({ video }: { video: DraftVideo }) {
  const { t } = useTranslation("upload");
  const { percent, duration } = useFormats();
  const { online } = useNetwork();
  const left = useLeft(video);
  const { state, sent, size } = video;
  const share = size > 0 ? sent / size : 0;
  const waits = state === "sending" && !online;
  const label = waits ? t("state.offline") : t(`state.${state}`, { share: percent(share) });
  return (
    <div role="status">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{label}</Text>
        {left !== null && !waits && (
          <Text size="sm" c="dimmed">
            {t("left", { time: duration(left) })}
          </Text>
        )}
      </Group>
      {["sending", "paused", "lost"].includes(state) && (
        <Progress
          value={100 * share}
          aria-label={label}
          color={state === "sending" && !waits ? "accent" : "warn"}
          mt={4}
        />
      )}
    </div>
  );
}
