/** The new secret as a picture and as text, and the field for the first code. */
import { Code, Image, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import type { UseMutationResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Form } from "@/kit/form/Form";
import { useRules } from "@/kit/form/rules";

const DIGITS = 6;

interface Props {
  secret: { svg: string; secret: string };
  confirm: UseMutationResult<unknown, Error, string>;
}

export function TotpSetUp({ secret, confirm }: Props) {
  const { t } = useTranslation("account");
  const rules = useRules();
  const form = useForm({ initialValues: { code: "" }, validate: { code: rules.atLeast(DIGITS) } });
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm">{t("totp.scan")}</Text>
      <Image
        src={`data:image/svg+xml;utf8,${encodeURIComponent(secret.svg)}`}
        alt={t("totp.picture")}
        w={200}
        h={200}
        bg="white"
      />
      <Text size="sm">{t("totp.typed")}</Text>
      <Code fz="sm" style={{ overflowWrap: "anywhere" }}>
        {secret.secret}
      </Code>
      <Form form={form} save={confirm} send={({ code }) => confirm.mutate(code)} label={t("totp.confirm")}>
        <TextInput
          label={t("totp.code")}
          autoComplete="one-time-code"
          inputMode="numeric"
          required
          maw="12rem"
          {...form.getInputProps("code")}
        />
      </Form>
    </Stack>
  );
}
