/** The studio asks for a second factor: nothing else can be done before it is set up. */
import { Alert, Container, Stack } from "@mantine/core";
import { en } from "../../en";
import { SecondFactor } from "./SecondFactor";

export function EnrolFirst() {
  return (
    <Container size="sm" p={0}>
      <Stack>
        <Alert role="status">{en.totp.required}</Alert>
        <SecondFactor on={false} left={0} />
      </Stack>
    </Container>
  );
}
