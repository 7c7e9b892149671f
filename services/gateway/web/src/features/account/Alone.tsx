/** A page without the app around it: one card in the middle. */
import { Center, Group, Image, Paper, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export function Alone({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation();
  useDocumentTitle(`${title} · ${t("product")}`);
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper p="xl" w="100%" maw="25rem" radius="lg">
        <Stack>
          <Group gap="xs">
            <Image src="/icon.svg" alt="" w={28} h={28} />
            <Text fw={650}>{t("product")}</Text>
          </Group>
          <Title order={1}>{title}</Title>
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}
