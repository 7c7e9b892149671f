/** What can be done with the span that is selected. */
import { Button, CopyButton, Group, Text } from "@mantine/core";
import { IconLink, IconRepeat, IconScissors, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/features/account/queries";
import { useFormats } from "@/words/format";
import type { ReviewState } from "../useReview";

export function SelectionBar({ review }: { review: ReviewState }) {
  const { t } = useTranslation("review");
  const { t: common } = useTranslation();
  const { clock } = useFormats();
  const may = useMay();
  const { selection, mark, playback, select } = review;
  if (!selection)
    return (
      <Text size="xs" c="dimmed" mt={4}>
        {mark === null ? t("lanes.how") : t("lanes.from", { at: clock(mark) })}
      </Text>
    );
  const link = () => {
    const address = new URL(window.location.href);
    address.search = new URLSearchParams({ t: String(selection.start), to: String(selection.end) }).toString();
    return address.href;
  };
  return (
    <Group gap="xs" mt="xs" role="group" aria-label={t("lanes.selection")}>
      <Text size="sm" fw={600}>
        {clock(selection.start)} – {clock(selection.end)}
      </Text>
      <Button
        size="compact-md"
        variant="light"
        leftSection={<IconRepeat size={16} aria-hidden />}
        onClick={() => playback.setLoop(selection)}
      >
        {t("lanes.loop")}
      </Button>
      {may("analyse") && review.analysis.result && (
        <Button
          size="compact-md"
          variant="light"
          leftSection={<IconScissors size={16} aria-hidden />}
          onClick={() => review.leaveOut(selection)}
        >
          {t("lanes.leaveOut")}
        </Button>
      )}
      <CopyButton value={link()}>
        {({ copied, copy }) => (
          <Button size="compact-md" variant="light" leftSection={<IconLink size={16} aria-hidden />} onClick={copy}>
            {t(copied ? "lanes.copied" : "lanes.link")}
          </Button>
        )}
      </CopyButton>
      <Button
        size="compact-md"
        variant="subtle"
        color="plain"
        leftSection={<IconX size={16} aria-hidden />}
        onClick={() => select(null)}
      >
        {common("close")}
      </Button>
    </Group>
  );
}
