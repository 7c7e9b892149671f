/** Name, language and mail of the signed-in person. */
import { Card, Group, Select, Switch, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Profile } from "@/api/client";
import { Form } from "@/kit/form/Form";
import { useRules } from "@/kit/form/rules";
import { options } from "@/kit/options";
import { Tag } from "@/kit/Tag";
import { useToast } from "@/kit/toast";
import { useFormats } from "@/words/format";
import { LANGUAGE_NAMES, LANGUAGES } from "@/words/languages";
import { changeProfile } from "./queries";

export function Person({ profile }: { profile: Profile }) {
  const { t } = useTranslation("account");
  const { t: common } = useTranslation();
  const rules = useRules();
  const toast = useToast();
  const { list } = useFormats();
  const save = useMutation(changeProfile);
  const form = useForm({
    initialValues: {
      name: profile.name,
      language: profile.language,
      mail_notifications: profile.mail_notifications,
    },
    validate: { name: rules.needed },
  });
  return (
    <Card>
      <Form
        form={form}
        save={save}
        send={(told) => save.mutate(told, { onSuccess: () => toast.done(common("saved")) })}
        label={common("save")}
      >
        <Group gap="xs">
          <Text size="sm">{profile.email}</Text>
          <Tag>{common(`role.${profile.role}`)}</Tag>
        </Group>
        {profile.trainers.length > 0 && (
          <Text size="sm" c="dimmed">
            {t("profile.trainers", { names: list(profile.trainers.map((one) => one.name)) })}
          </Text>
        )}
        <TextInput label={common("name")} required autoComplete="name" {...form.getInputProps("name")} />
        <Select
          label={t("profile.language")}
          description={t("profile.languageWhy")}
          allowDeselect={false}
          data={options(LANGUAGES, (language) => LANGUAGE_NAMES[language])}
          {...form.getInputProps("language")}
        />
        <Switch label={t("profile.mail")} {...form.getInputProps("mail_notifications", { type: "checkbox" })} />
      </Form>
    </Card>
  );
}
