/** A new password, with the old one. */
import { Card, Text, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Form } from "@/kit/form/Form";
import { Password } from "@/kit/form/Password";
import { useRules } from "@/kit/form/rules";
import { useToast } from "@/kit/toast";
import { changePassword } from "./queries";
import { LEAST } from "./SetPassword";

export function ChangePassword() {
  const { t } = useTranslation("account");
  const rules = useRules();
  const toast = useToast();
  const change = useMutation(changePassword);
  const form = useForm({
    initialValues: { current: "", password: "" },
    validate: { current: rules.needed, password: rules.atLeast(LEAST) },
  });
  const changed = () => {
    form.reset();
    toast.done(t("password.changed"));
  };
  return (
    <Card>
      <Title order={2}>{t("password.title")}</Title>
      <Text size="sm" c="dimmed" mb="md">
        {t("password.why")}
      </Text>
      <Form
        form={form}
        save={change}
        send={(told) => change.mutate(told, { onSuccess: changed })}
        label={t("password.change")}
        variant="default"
      >
        <Password
          label={t("password.current")}
          required
          autoComplete="current-password"
          {...form.getInputProps("current")}
        />
        <Password
          label={t("password.fresh")}
          description={t("setPassword.rule", { count: LEAST })}
          required
          autoComplete="new-password"
          {...form.getInputProps("password")}
        />
      </Form>
    </Card>
  );
}
