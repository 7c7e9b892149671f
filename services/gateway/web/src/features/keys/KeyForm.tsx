/** Make a key; it is shown once, here. */
import { Alert, Button, Code, CopyButton, Group, MultiSelect, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Scope } from "@/api/client";
import { Form } from "@/kit/form/Form";
import { FormWindow } from "@/kit/form/FormWindow";
import { useRules } from "@/kit/form/rules";
import { options } from "@/kit/options";
import { makeKey } from "./queries";
import { SCOPES, wordOf } from "./scopes";

interface Values extends Record<string, unknown> {
  name: string;
  partner: string;
  expires: string;
  scopes: Scope[];
}

/** The end of that day where its maker is */
const endOf = (day: string) => (day ? new Date(`${day}T23:59:59`).toISOString() : null);

export function KeyForm({ close }: { close: () => void }) {
  const { t } = useTranslation("keys");
  const { t: common } = useTranslation();
  const rules = useRules();
  const make = useMutation(makeKey);
  const form = useForm<Values>({
    initialValues: { name: "", partner: "", expires: "", scopes: [] },
    validate: { name: rules.needed, scopes: rules.needed },
  });
  const send = ({ name, partner, expires, scopes }: Values) =>
    make.mutate({ name, scopes, partner: partner || null, expires_at: endOf(expires) });
  if (make.data)
    return (
      <FormWindow title={t("once")} close={close}>
        <Stack>
          <Alert color="good" role="status">
            <Code fz="sm" style={{ overflowWrap: "anywhere" }}>
              {make.data.key}
            </Code>
          </Alert>
          <Group justify="flex-end">
            <CopyButton value={make.data.key}>
              {({ copied, copy }) => <Button onClick={copy}>{copied ? t("copied") : t("copy")}</Button>}
            </CopyButton>
            <Button variant="default" onClick={close}>
              {common("close")}
            </Button>
          </Group>
        </Stack>
      </FormWindow>
    );
  return (
    <FormWindow title={t("make")} close={close}>
      <Form form={form} save={make} send={send} close={close} label={t("make")}>
        <TextInput label={common("called")} description={t("nameWhy")} required {...form.getInputProps("name")} />
        <MultiSelect
          label={t("scopes")}
          required
          data={options(SCOPES, (scope) => t(wordOf(scope)))}
          {...form.getInputProps("scopes")}
        />
        <TextInput label={t("partner")} description={t("partnerWhy")} {...form.getInputProps("partner")} />
        <TextInput label={t("expires")} description={t("expiresWhy")} type="date" {...form.getInputProps("expires")} />
      </Form>
    </FormWindow>
  );
}
