/** The code of the second factor, or a recovery code. */
import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Form } from "@/kit/form/Form";
import { useRules } from "@/kit/form/rules";
import { giveCode } from "./queries";

export function CodeStep({ enter }: { enter: () => void }) {
  const { t } = useTranslation("account");
  const rules = useRules();
  const send = useMutation({ ...giveCode, onSuccess: enter });
  const form = useForm({ initialValues: { code: "" }, validate: { code: rules.needed } });
  return (
    <Form form={form} save={send} send={({ code }) => send.mutate(code)} label={t("signIn.go.code")} full>
      <TextInput
        label={t("signIn.code")}
        description={t("signIn.codeWhy")}
        autoComplete="one-time-code"
        autoFocus
        required
        {...form.getInputProps("code")}
      />
    </Form>
  );
}
