/** Where the link for a new password shall go. The answer does not tell whether there is such an account. */
import { Alert, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Form } from "@/kit/form/Form";
import { useRules } from "@/kit/form/rules";
import { forgotPassword } from "./queries";

export function ForgottenStep() {
  const { t } = useTranslation("account");
  const rules = useRules();
  const send = useMutation(forgotPassword);
  const form = useForm({ initialValues: { email: "" }, validate: { email: rules.email } });
  if (send.isSuccess)
    return (
      <Alert color="good" role="status">
        {t("signIn.sent")}
      </Alert>
    );
  return (
    <>
      <Text size="sm">{t("signIn.forgottenWhy")}</Text>
      <Form form={form} save={send} send={({ email }) => send.mutate(email)} label={t("signIn.go.forgotten")} full>
        <TextInput
          label={t("signIn.email")}
          type="email"
          autoComplete="username"
          required
          {...form.getInputProps("email")}
        />
      </Form>
    </>
  );
}
