/** Create a studio with its first admin, or edit one: limits, colour of its mails, suspension. */
import { ColorInput, Group, Select, Switch, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Language, Studio } from "@/api/client";
import { account } from "@/features/account/queries";
import { useConfirm } from "@/kit/confirm";
import { Form } from "@/kit/form/Form";
import { FormWindow } from "@/kit/form/FormWindow";
import { type Limit, LimitInput, limitOf, told } from "@/kit/form/LimitInput";
import { useRules } from "@/kit/form/rules";
import { options } from "@/kit/options";
import { useToast } from "@/kit/toast";
import { SWATCHES } from "@/kit/tokens";
import { LANGUAGE_NAMES, LANGUAGES } from "@/words/languages";
import { createStudio, editStudio } from "./queries";

export const LIMITS = ["users", "uploads", "minutes"] as const;

interface Values extends Record<string, unknown> {
  name: string;
  admin_name: string;
  admin_email: string;
  language: Language;
  suspended: boolean;
  accent_colour: string;
  users: Limit;
  uploads: Limit;
  minutes: Limit;
}

export function StudioForm({ studio, close }: { studio: Studio | null; close: () => void }) {
  const { t } = useTranslation("studios");
  const { t: common } = useTranslation();
  const rules = useRules();
  const toast = useToast();
  const confirm = useConfirm();
  const owner = useQuery(account.owner());
  const create = useMutation(createStudio);
  const edit = useMutation(editStudio);
  const form = useForm<Values>({
    initialValues: {
      name: studio?.name ?? "",
      admin_name: "",
      admin_email: "",
      language: owner.data?.language ?? "en",
      suspended: studio?.suspended ?? false,
      accent_colour: studio?.accent_colour ?? "",
      users: limitOf(studio?.limits.users),
      uploads: limitOf(studio?.limits.uploads),
      minutes: limitOf(studio?.limits.minutes),
    },
    validate: {
      name: rules.needed,
      admin_name: studio ? undefined : rules.needed,
      admin_email: studio ? undefined : rules.email,
    },
  });
  const saved = () => {
    toast.done(studio ? common("saved") : t("created"));
    close();
  };
  const send = async (values: Values) => {
    const { name, suspended, accent_colour, admin_email, admin_name, language } = values;
    const limits = { users: told(values.users), uploads: told(values.uploads), minutes: told(values.minutes) };
    if (!studio) {
      create.mutate({ name, admin_email, admin_name, language, limits }, { onSuccess: saved });
      return;
    }
    const question = { title: t("suspendTitle", { name }), consequence: t("suspendWhy"), action: t("suspend") };
    if (suspended && !studio.suspended && !(await confirm(question))) return;
    edit.mutate({ id: studio.id, name, suspended, limits, accent_colour }, { onSuccess: saved });
  };
  return (
    <FormWindow title={studio ? studio.name : t("create")} close={close}>
      <Form
        form={form}
        save={studio ? edit : create}
        send={send}
        close={close}
        label={studio ? common("save") : t("create")}
      >
        <TextInput label={common("called")} required {...form.getInputProps("name")} />
        {!studio && (
          <>
            <TextInput label={t("adminName")} required {...form.getInputProps("admin_name")} />
            <TextInput label={t("adminEmail")} type="email" required {...form.getInputProps("admin_email")} />
            <Select
              label={t("language")}
              allowDeselect={false}
              data={options(LANGUAGES, (language) => LANGUAGE_NAMES[language])}
              {...form.getInputProps("language")}
            />
          </>
        )}
        <Group grow align="flex-end">
          {LIMITS.map((one) => (
            <LimitInput key={one} label={t(one)} {...form.getInputProps(one)} />
          ))}
        </Group>
        {studio && (
          <>
            <ColorInput
              label={t("colour")}
              description={t("colourWhy")}
              format="hex"
              swatches={SWATCHES}
              {...form.getInputProps("accent_colour")}
            />
            <Switch
              label={t("suspend")}
              description={t("suspendWhy")}
              {...form.getInputProps("suspended", { type: "checkbox" })}
            />
          </>
        )}
        {!studio && (
          <Text size="sm" c="dimmed">
            {t("invited")}
          </Text>
        )}
      </Form>
    </FormWindow>
  );
}
