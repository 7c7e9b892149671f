/** A form: checked beside its fields, sent once, refusals of the server in words above the buttons. */
import { Button, Group, Stack } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "../Trouble";

interface Props<Values extends Record<string, unknown>> {
  form: UseFormReturnType<Values>;
  /** The mutation that sends it */
  save: { isPending: boolean; error: Error | null };
  send: (values: Values) => void;
  children: ReactNode;
  /** What the button does, in words */
  label: string;
  variant?: "filled" | "default";
  full?: boolean;
  /** Given by a form in a window: it then has a button to leave it */
  close?: () => void;
}

export function Form<Values extends Record<string, unknown>>(props: Props<Values>) {
  const { form, save, send, children, label, variant, full, close } = props;
  const { t } = useTranslation();
  const submit = form.onSubmit(send, (errors) => {
    const first = Object.keys(errors)[0];
    if (first) form.getInputNode(first)?.focus();
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {children}
        <Problem error={save.error} />
        <Group justify={close ? "flex-end" : "flex-start"}>
          {close && (
            <Button variant="default" onClick={close}>
              {t("cancel")}
            </Button>
          )}
          <Button type="submit" variant={variant} fullWidth={full} loading={save.isPending}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
