/** The page behind the link of an invitation or a reset: choose a password. The token stands after the #. */
import { Alert, Button, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Form } from "@/kit/form/Form";
import { Password } from "@/kit/form/Password";
import { useRules } from "@/kit/form/rules";
import { Alone } from "./Alone";
import { setPassword } from "./queries";

export const LEAST = 10;

export function SetPassword() {
  const { t } = useTranslation("account");
  const rules = useRules();
  const [token] = useState(() => window.location.hash.slice(1));
  const choose = useMutation(setPassword);
  const form = useForm({
    initialValues: { password: "", again: "" },
    validate: { password: rules.atLeast(LEAST), again: rules.sameAs("password") },
  });
  return (
    <Alone title={t("setPassword.title")}>
      {!token && <Alert color="warn">{t("setPassword.noToken")}</Alert>}
      {choose.isSuccess && (
        <>
          <Alert color="good" role="status">
            {t("setPassword.done")}
          </Alert>
          <Button component="a" href="/">
            {t("signIn.go.password")}
          </Button>
        </>
      )}
      {token && !choose.isSuccess && (
        <>
          <Text size="sm" c="dimmed">
            {t("setPassword.rule", { count: LEAST })} {t("setPassword.hint")}
          </Text>
          <Form
            form={form}
            save={choose}
            send={({ password }) => choose.mutate({ token, password })}
            label={t("setPassword.go")}
            full
          >
            <Password
              label={t("signIn.password")}
              autoComplete="new-password"
              required
              {...form.getInputProps("password")}
            />
            <Password
              label={t("setPassword.again")}
              autoComplete="new-password"
              required
              {...form.getInputProps("again")}
            />
          </Form>
        </>
      )}
    </Alone>
  );
}
