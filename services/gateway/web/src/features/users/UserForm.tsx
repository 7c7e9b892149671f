/** Invite a user, or edit one: role, language, quotas, couples to train, second factor, password. */
import { Alert, Group, MultiSelect, Select, Skeleton, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Couple, Language, PersonRole, User } from "@/api/client";
import { account, useMay } from "@/features/account/queries";
import { assignDancer, assignTrainer, couples, nameOf, type Part } from "@/features/couples/queries";
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
  leads: string[];
  follows: string[];
  active: boolean;
  mails: boolean;
}

const idsOf = (known: Couple[], fits: (couple: Couple) => boolean) => known.filter(fits).map((one) => one.id);

/** Whoever is invited speaks, until they say otherwise, as their studio does. */
const initial = (user: User | null, known: Couple[], language: Language): Values => ({
  email: user?.email ?? "",
  name: user?.name ?? "",
  role: ROLES.find((role) => role === user?.role) ?? "dancer",
  language: user?.language ?? language,
  uploads: limitOf(user?.quota_uploads),
  minutes: limitOf(user?.quota_minutes),
  trained: user?.role === "trainer" ? (user.couples ?? []) : [],
  leads: user ? idsOf(known, (one) => one.lead_user_id === user.id) : [],
  follows: user ? idsOf(known, (one) => one.follow_user_id === user.id) : [],
  active: user?.active ?? true,
  mails: user?.mail_notifications ?? true,
});

const partIn = (couple: string, { leads, follows }: Values): Part | null =>
  leads.includes(couple) ? "lead" : follows.includes(couple) ? "follow" : null;

export function UserForm({ user, close }: { user: User | null; close: () => void }) {
  const { t } = useTranslation("users");
  const known = useQuery(couples.list());
  return (
    <FormWindow title={user ? user.email : t("inviteTitle")} close={close}>
      {known.isPending ? <Skeleton h={240} /> : <Fields user={user} close={close} known={known.data ?? []} />}
    </FormWindow>
  );
}

function Fields({ user, close, known }: { user: User | null; close: () => void; known: Couple[] }) {
  const { t } = useTranslation("users");
  const { t: common } = useTranslation();
  const rules = useRules();
  const toast = useToast();
  const may = useMay();
  const owner = useQuery(account.owner());
  const invite = useMutation(inviteUser);
  const edit = useMutation(editUser);
  const assign = useMutation(assignTrainer);
  const place = useMutation(assignDancer);
  const own = user !== null && owner.data?.actor.user_id === user.id;
  const before = initial(user, known, owner.data?.language ?? "en");
  const form = useForm<Values>({
    initialValues: before,
    validate: {
      email: user ? undefined : rules.email,
      name: rules.needed,
      follows: (follows, { leads }) => (follows.some((one) => leads.includes(one)) ? t("notBoth") : null),
    },
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
      if (role === "dancer")
        for (const couple of new Set([...before.leads, ...before.follows, ...values.leads, ...values.follows])) {
          const part = partIn(couple, values);
          if (part !== partIn(couple, before)) await place.mutateAsync({ couple, dancer: user.id, part });
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
  const choices = known.map((one) => ({ value: one.id, label: nameOf(one) }));
  return (
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
        <MultiSelect label={t("trains")} searchable data={choices} {...form.getInputProps("trained")} />
      )}
      {user && form.values.role === "dancer" && (
        <>
          <MultiSelect
            label={t("leads")}
            description={t("dancesWhy")}
            searchable
            data={choices}
            {...form.getInputProps("leads")}
          />
          <MultiSelect label={t("follows")} searchable data={choices} {...form.getInputProps("follows")} />
        </>
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
  );
}
