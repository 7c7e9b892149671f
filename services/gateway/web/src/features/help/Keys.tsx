/** The keys that work on a video and everywhere. */
import { Group, Kbd, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function Keys({ found }: { found: (does: string) => boolean }) {
  const { t } = useTranslation("help");
  const rows = [
    { keys: [t("keyOf.space")], does: t("keys.play") },
    { keys: [t("keyOf.arrows")], does: t("keys.frame") },
    { keys: [t("keyOf.shiftArrows")], does: t("keys.second") },
    { keys: ["J", "K", "L"], does: t("keys.speed") },
    { keys: ["I", "O"], does: t("keys.loop") },
    { keys: [t("keyOf.tab")], does: t("keys.search") },
    { keys: [t("keyOf.escape")], does: t("keys.close") },
  ];
  return (
    <Table>
      <Table.Tbody>
        {rows
          .filter(({ does }) => found(does))
          .map(({ keys, does }) => (
            <Table.Tr key={does}>
              <Table.Th scope="row" w="40%">
                <Group gap={4}>
                  {keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </Group>
              </Table.Th>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
}
