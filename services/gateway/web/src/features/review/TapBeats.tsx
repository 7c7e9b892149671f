/** The music tapped by hand, where the beat was not found or is wrong. */
import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/words/format";
import { LEAST_TAPS, type useTaps } from "./useTaps";

export function TapBeats({ taps }: { taps: ReturnType<typeof useTaps> }) {
  const { t } = useTranslation("review");
  const { number } = useFormats();
  return (
    <div>
      <Group gap="xs">
        <Button variant="light" onClick={taps.tap}>
          {t("rescore.tap")}
        </Button>
        {taps.count > 0 && (
          <>
            <Text size="sm">
              {taps.hints
                ? t("rescore.tapped", { beats: number(taps.hints.beats_per_minute ?? 0, 1) })
                : t("rescore.taps", { done: taps.count, needed: LEAST_TAPS })}
            </Text>
            <ActionIcon color="bad" aria-label={t("rescore.forget")} onClick={taps.clear}>
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </>
        )}
      </Group>
      <Text size="sm" c="dimmed" mt={4}>
        {t("rescore.tapWhy")}
      </Text>
    </div>
  );
}
