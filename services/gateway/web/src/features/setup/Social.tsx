/** One provider of social login: what to register there, what to fill in here. */
import { Card, Code, Group, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { PlatformSetup, Provider } from "@/api/client";
import { Form } from "@/kit/form/Form";
import { Password } from "@/kit/form/Password";
import { Tag } from "@/kit/Tag";
import { useToast } from "@/kit/toast";
import { changeSocial } from "./queries";

const NAMES: Record<Provider, string> = { google: "Google", microsoft: "Microsoft", facebook: "Facebook" };

export function Social({ name, setup }: { name: Provider; setup: PlatformSetup }) {
  const { t } = useTranslation("setup");
  const { t: common } = useTranslation();
  const toast = useToast();
  const kept = setup.social[name];
  const save = useMutation(changeSocial);
  const form = useForm({ initialValues: { client_id: kept?.client_id ?? "", client_secret: "" } });
  const ready = kept?.missing?.length === 0;
  const saved = () => {
    form.setFieldValue("client_secret", "");
    toast.done(common("saved"));
  };
  return (
    <Card>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t("social", { provider: NAMES[name] })}</Title>
        <Tag meaning={ready ? "good" : "plain"}>{ready ? t("on") : t("off")}</Tag>
      </Group>
      <Form
        form={form}
        save={save}
        send={({ client_id, client_secret }) =>
          save.mutate({ provider: name, client_id, client_secret: client_secret || null }, { onSuccess: saved })
        }
        label={common("save")}
        variant="default"
      >
        <Text size="sm">
          {t("register")} <Code style={{ overflowWrap: "anywhere" }}>{kept?.redirect_uri}</Code>
        </Text>
        <TextInput label={t("clientId")} {...form.getInputProps("client_id")} />
        <Password
          label={t("secret")}
          placeholder={kept?.has_secret ? t("secretKept") : ""}
          autoComplete="off"
          {...form.getInputProps("client_secret")}
        />
      </Form>
    </Card>
  );
}
