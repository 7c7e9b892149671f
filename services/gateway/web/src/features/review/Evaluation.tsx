/** The written evaluation, a paragraph a line. */
import { Card, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function Evaluation({ text }: { text: string }) {
  const { t } = useTranslation("review");
  return (
    <Card>
      <Title order={2} mb="sm">
        {t("text")}
      </Title>
      <Stack gap="xs">
        {text.split("\n").map((line) => (
          <Text size="sm" key={line}>
            {line}
          </Text>
        ))}
      </Stack>
    </Card>
  );
}
