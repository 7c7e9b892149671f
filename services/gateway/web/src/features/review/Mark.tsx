/** A component's mark, and the interval in which it may lie. */
import { Text } from "@mantine/core";
import type { Component } from "@/api/client";
import { useFormats } from "@/words/format";

export function Mark({ row, bold }: { row: Component | undefined; bold?: boolean }) {
  const { mark, number } = useFormats();
  if (row?.score == null) return "–";
  return (
    <span style={{ whiteSpace: "nowrap" }}>
      <Text span fw={bold ? 700 : 400}>
        {mark(row.score)}
      </Text>{" "}
      <Text span size="xs" c="dimmed">
        {row.low != null && row.high != null && `${number(row.low, 1)}–${number(row.high, 1)}`}
      </Text>
    </span>
  );
}
