/** One part of the help, at an address of its own. */
import { Card, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";

export function Article({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <Card component="section" id={id} aria-labelledby={`${id}-title`} style={{ scrollMarginTop: "1rem" }}>
      <Stack gap="md">
        <Title order={2} id={`${id}-title`}>
          {title}
        </Title>
        {children}
      </Stack>
    </Card>
  );
}
