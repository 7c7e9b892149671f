/** A failed load, in the gateway's words, with a way to try again. */
import { Alert, Button, Stack, Text } from "@mantine/core";
import { en } from "../en";

export function Trouble({ error, retry }: { error: Error; retry: () => void }) {
  return (
    <Alert color="red" role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{error.message}</Text>
        <Button size="compact-sm" variant="default" onClick={retry}>{en.review.retryLoad}</Button>
      </Stack>
    </Alert>
  );
}
