/** Invite a user, or edit one: role, language, quotas, couples to train, second factor, password. */
import { Alert, Group, MultiSelect, Select, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Language, PersonRole, User } from "@/api/client";
import { account, useMay } from "@/features/account/queries";
import { assignTrainer, couples, nameOf } from "@/features/couples/queries";
import { Form } from "@/kit/form/Form";
import { FormWindow } from "@/kit/form/FormWindow";
import { type Limit, LimitInput, limitOf, told } from "@/kit/form/LimitInput";
import { useRules } from "@/kit/form/rules";
import { options } from "@/kit/options";
import { useToast } from "@/kit/toast";
import { LANGUAGE_NAMES, LANGUAGES } from "@/words/languages";
import { editUser, inviteUser } from "./queries";
import { UserHelp } from "./UserHelp";

export const ROLES: readonly PersonRole[] = ["dancer", "trainer", "studio_admin", "platform_admin"];

interface Values extends Record<string, unknown> {
  email: string;
  name: string;
  role: PersonRole;
  language: Language;
  uploads: Limit;
  minutes: Limit;
  trained: string[];
  active: boolean;
  mails: boolean;
}

/** Whoever is invited speaks, until they say otherwise, as their studio does. */
const initial = (user: User | null, language: Language): Values => ({
  email: user?.email ?? "",
  name: user?.name ?? "",
  role: ROLES.find((role) => role === user?.role) ?? "dancer",
  language: user?.language ?? language,
  uploads: limitOf(user?.quota_uploads),
  minutes: limitOf(user?.quota_minutes),
  trained: user?.role === "trainer" ? (user.couples ?? []) : [],
  active: user?.active ?? true,
  mails: user?.mail_notifications ?? true,
});

export function UserForm({ user, close }: { user: User | null; close: () => void }) {
  const { t } = useTranslation("users");
  const { t: common } = useTranslation();
  const rules = useRules();
  const toast = useToast();
  const may = useMay();
  const owner = useQuery(account.owner());
  const known = useQuery(couples.list());
  const invite = useMutation(inviteUser);
  const edit = useMutation(editUser);
  const assign = useMutation(assignTrainer);
  const own = user !== null && owner.data?.actor.user_id === user.id;
  const before = initial(user, owner.data?.language ?? "en");
  const form = useForm<Values>({
    initialValues: before,
    validate: { email: user ? undefined : rules.email, name: rules.needed },
  });
  const save = useMutation({
    mutationFn: async (values: Values) => {
      const { email, name, role, language, active, trained } = values;
      const facts = {
        name,
        role,
        language,
        quota_uploads: told(values.uploads),
        quota_minutes: told(values.minutes),
      };
      if (!user) return void (await invite.mutateAsync({ email, ...facts }));
      // Who loses a couple or gets one; the user is changed last, so that the list shows all of it.
      for (const couple of new Set([...before.trained, ...trained])) {
        const assigned = trained.includes(couple);
        if (assigned !== before.trained.includes(couple))
          await assign.mutateAsync({ couple, trainer: user.id, assigned });
      }
      await edit.mutateAsync({ id: user.id, own, active, mail_notifications: values.mails, ...facts });
    },
    onSuccess: () => {
      toast.done(user ? common("saved") : t("invited"));
      close();
    },
  });
  const roles = ROLES.filter((role) => role !== "platform_admin" || may("manage_platform") || role === user?.role);
  const untouchable = user?.role === "platform_admin" && !may("manage_platform");
  return (
    <FormWindow title={user ? user.email : t("inviteTitle")} close={close}>
      <Form
        form={form}
        save={save}
        send={(values) => save.mutate(values)}
        close={close}
        label={user ? common("save") : t("invite")}
      >
        {untouchable && <Alert>{t("untouchable")}</Alert>}
        {!user && <TextInput label={t("email")} type="email" required {...form.getInputProps("email")} />}
        <TextInput label={common("name")} required {...form.getInputProps("name")} />
        <Select
          label={t("role")}
          allowDeselect={false}
          disabled={own || untouchable}
          data={options(roles, (role) => common(`role.${role}`))}
          {...form.getInputProps("role")}
        />
        <Select
          label={t("language")}
          allowDeselect={false}
          data={options(LANGUAGES, (language) => LANGUAGE_NAMES[language])}
          {...form.getInputProps("language")}
        />
        <Group grow align="flex-end">
          <LimitInput label={t("mostUploads")} {...form.getInputProps("uploads")} />
          <LimitInput label={t("mostMinutes")} {...form.getInputProps("minutes")} />
        </Group>
        {user && <Switch label={t("mails")} {...form.getInputProps("mails", { type: "checkbox" })} />}
        {user && form.values.role === "trainer" && (
          <MultiSelect
            label={t("trains")}
            searchable
            data={known.data?.map((one) => ({ value: one.id, label: nameOf(one) })) ?? []}
            {...form.getInputProps("trained")}
          />
        )}
        {user && !own && (
          <Switch
            label={t("mayIn")}
            description={t("mayInWhy")}
            {...form.getInputProps("active", { type: "checkbox" })}
          />
        )}
        {user && <UserHelp user={user} />}
      </Form>
    </FormWindow>
  );
}
