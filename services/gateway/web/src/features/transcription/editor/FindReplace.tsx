/** One word for another, everywhere: what Whisper has misheard once, it has misheard often. */
import { Button, Group, Popover, Stack, Text, TextInput } from "@mantine/core";
import { IconReplace } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { count, replaceAll, type Segments } from "./editing";

export function FindReplace({ segments, set }: { segments: Segments; set: (next: Segments) => void }) {
  const { t } = useTranslation("transcription");
  const [find, setFind] = useState("");
  const [by, setBy] = useState("");
  const found = count(segments, find);
  return (
    <Popover trapFocus withinPortal>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconReplace size={16} aria-hidden />}>
          {t("findReplace")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <TextInput label={t("find")} value={find} onChange={(event) => setFind(event.currentTarget.value)} />
          <TextInput label={t("replaceBy")} value={by} onChange={(event) => setBy(event.currentTarget.value)} />
          <Group justify="space-between">
            <Text size="sm" c="dimmed" aria-live="polite">
              {t("places", { count: found })}
            </Text>
            <Button size="xs" disabled={!found} onClick={() => set(replaceAll(segments, find, by))}>
              {t("replace")}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
