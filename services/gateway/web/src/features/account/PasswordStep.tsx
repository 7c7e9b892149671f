/** E-mail and password. */
import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Form } from "@/kit/form/Form";
import { Password } from "@/kit/form/Password";
import { useRules } from "@/kit/form/rules";
import { signIn } from "./queries";

interface Props {
  email?: string;
  enter: () => void;
  needCode: () => void;
}

export function PasswordStep({ email = "", enter, needCode }: Props) {
  const { t } = useTranslation("account");
  const rules = useRules();
  const send = useMutation({ ...signIn, onSuccess: (owner) => (owner.missing === "code" ? needCode() : enter()) });
  const form = useForm({
    initialValues: { email, password: "" },
    validate: { email: rules.email, password: rules.needed },
  });
  return (
    <Form form={form} save={send} send={(told) => send.mutate(told)} label={t("signIn.go.password")} full>
      <TextInput
        label={t("signIn.email")}
        type="email"
        autoComplete="username"
        required
        {...form.getInputProps("email")}
      />
      <Password
        label={t("signIn.password")}
        autoComplete="current-password"
        required
        data-autofocus={email !== "" || undefined}
        {...form.getInputProps("password")}
      />
    </Form>
  );
}
