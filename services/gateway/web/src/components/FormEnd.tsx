/** How a form in a window ends: what went wrong, and its two buttons. */
import { Alert, Button, Group } from "@mantine/core";
import { en } from "../en";

export function FormEnd({ error, close, saving, label }: { error: Error | null; close: () => void; saving: boolean; label: string }) {
  return (
    <>
      {error && <Alert color="red" role="alert">{error.message}</Alert>}
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>{en.users.cancel}</Button>
        <Button type="submit" loading={saving}>{label}</Button>
      </Group>
    </>
  );
}
