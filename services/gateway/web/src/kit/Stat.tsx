/** One number that matters, with what it is and what it is measured against. */
import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  label: string;
  value: ReactNode;
  /** Behind the value: a limit, a unit */
  of?: ReactNode;
  hint?: ReactNode;
}

export function Stat({ label, value, of, hint }: Props) {
  return (
    <Stack gap={0}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text size="xl" fw={650} lh={1.25}>
        {value}
        {of && (
          <Text span size="md" fw={400} c="dimmed">
            {" "}
            {of}
          </Text>
        )}
      </Text>
      {hint && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
    </Stack>
  );
}
