/** Where a list will stand once it is loaded. */
import { Skeleton, Stack } from "@mantine/core";

const LINES = [0, 1, 2, 3, 4];

export function ListSkeleton({ label }: { label: string }) {
  return (
    <Stack gap="xs" aria-busy aria-label={label} role="status">
      {LINES.map((line) => (
        <Skeleton key={line} h={44} />
      ))}
    </Stack>
  );
}
