/** A page: one heading, the same as the document's title, what it is about, and one thing to do first. */
import { Box, Group, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Language } from "@/api/client";
import { useCurrentPage } from "./pages";

interface Props {
  /** The page's label, unless it shows one thing of many */
  title?: string;
  /** A sentence or facts under the title */
  context?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

export function Page({ title, context, action, children }: Props) {
  const { t, i18n } = useTranslation();
  const page = useCurrentPage();
  const heading = title ?? page?.label[i18n.language as Language] ?? "";
  useDocumentTitle(heading ? `${heading} · ${t("product")}` : t("product"));
  return (
    <Box maw={page?.wide ? undefined : "var(--content-width)"} mx="auto">
      <Stack gap={4} mb="lg">
        <Group justify="space-between" align="center" gap="xs">
          <Title order={1}>{heading}</Title>
          {action}
        </Group>
        {typeof context === "string" ? <Text c="dimmed">{context}</Text> : context}
      </Stack>
      {children}
    </Box>
  );
}
