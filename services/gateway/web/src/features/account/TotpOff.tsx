/** The second factor is on: how many recovery codes are left, and how to switch it off. */
import { Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Form } from "@/kit/form/Form";
import { Password } from "@/kit/form/Password";
import { useRules } from "@/kit/form/rules";
import { disableTotp } from "./queries";

export function TotpOff({ left, gone }: { left: number; gone: () => void }) {
  const { t } = useTranslation("account");
  const rules = useRules();
  const disable = useMutation(disableTotp);
  const form = useForm({ initialValues: { password: "" }, validate: { password: rules.needed } });
  return (
    <>
      <Text size="sm">{t("totp.on", { count: left })}</Text>
      <Form
        form={form}
        save={disable}
        send={({ password }) => disable.mutate(password, { onSuccess: gone })}
        label={t("totp.off")}
        variant="default"
      >
        <Password
          label={t("signIn.password")}
          autoComplete="current-password"
          required
          w="16rem"
          {...form.getInputProps("password")}
        />
      </Form>
    </>
  );
}
