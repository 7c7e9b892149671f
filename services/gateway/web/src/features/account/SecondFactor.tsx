/** The second factor: set up with a QR code or a typed secret, its recovery codes shown once, switched off again. */
import { Alert, Button, Card, Code, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Problem } from "@/kit/Trouble";
import { beginTotp, confirmTotp, startOver } from "./queries";
import { TotpOff } from "./TotpOff";
import { TotpSetUp } from "./TotpSetUp";

export function SecondFactor({ on, left }: { on: boolean; left: number }) {
  const { t } = useTranslation("account");
  const client = useQueryClient();
  const begin = useMutation(beginTotp);
  const confirm = useMutation(confirmTotp);
  const forget = () => {
    begin.reset();
    confirm.reset();
  };
  return (
    <Card>
      <Title order={2}>{t("totp.title")}</Title>
      <Text size="sm" c="dimmed" mb="md">
        {t("totp.why")}
      </Text>
      <Stack gap="sm" align="flex-start">
        {confirm.data ? (
          <Alert color="good" role="status" title={t("totp.codesTitle")} w="100%">
            <Text size="sm" mb="sm">
              {t("totp.codesWhy")}
            </Text>
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
              {confirm.data.codes.map((one) => (
                <Code key={one} fz="sm">
                  {one}
                </Code>
              ))}
            </SimpleGrid>
            <Button mt="md" onClick={() => void startOver(client)}>
              {t("totp.kept")}
            </Button>
          </Alert>
        ) : on ? (
          <TotpOff left={left} gone={forget} />
        ) : begin.data ? (
          <TotpSetUp secret={begin.data} confirm={confirm} />
        ) : (
          <Button variant="default" onClick={() => begin.mutate()} loading={begin.isPending}>
            {t("totp.begin")}
          </Button>
        )}
        <Problem error={begin.error} />
      </Stack>
    </Card>
  );
}
