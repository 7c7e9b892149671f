/** Which key does what. */
import { Group, Kbd, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

const KEYS = [
  ["space", ["␣"]],
  ["frame", ["←", "→"]],
  ["second", ["⇧ ←", "⇧ →"]],
  ["jkl", ["J", "K", "L"]],
  ["rate", [",", "."]],
  ["span", ["I", "O"]],
  ["tap", ["T"]],
  ["list", ["?"]],
] as const;

export function KeyList({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useTranslation("review");
  return (
    <Modal opened={open} onClose={close} title={t("player.keys")}>
      <Stack gap="sm">
        {KEYS.map(([name, caps]) => (
          <Group key={name} justify="space-between" wrap="nowrap">
            <Text size="sm">{t(`keys.${name}`)}</Text>
            <Group gap={4} wrap="nowrap">
              {caps.map((cap) => (
                <Kbd key={cap}>{cap}</Kbd>
              ))}
            </Group>
          </Group>
        ))}
        <Text size="sm" c="dimmed">
          {t("keys.touch")}
        </Text>
      </Stack>
    </Modal>
  );
}
