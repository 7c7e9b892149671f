/** Which key does what, in a window. */
import { Group, Kbd, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Props {
  title: string;
  close: () => void;
  /** What is done, and the keys that do it */
  keys: { does: string; caps: readonly string[] }[];
  /** What is done otherwise: with the mouse, by touch */
  notes: string[];
}

export function KeyList({ title, close, keys, notes }: Props) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack gap="sm">
        {keys.map(({ does, caps }) => (
          <Group key={does} justify="space-between" wrap="nowrap">
            <Text size="sm">{does}</Text>
            <Group gap={4} wrap="nowrap">
              {caps.map((cap) => (
                <Kbd key={cap}>{cap}</Kbd>
              ))}
            </Group>
          </Group>
        ))}
        {notes.map((note) => (
          <Text key={note} size="sm" c="dimmed">
            {note}
          </Text>
        ))}
      </Stack>
    </Modal>
  );
}
