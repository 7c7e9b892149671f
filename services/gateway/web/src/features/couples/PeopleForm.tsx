/** Who belongs to a couple: its trainers, and the accounts with which lead and follow sign in. */
import { MultiSelect, Select, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Couple } from "@/api/client";
import { users } from "@/features/users/queries";
import { Form } from "@/kit/form/Form";
import { FormWindow } from "@/kit/form/FormWindow";
import { Trouble } from "@/kit/Trouble";
import { useToast } from "@/kit/toast";
import { accountChanges, trainerChanges } from "./assignments";
import { assignDancer, assignTrainer } from "./queries";

interface Values extends Record<string, unknown> {
  trainers: string[];
  lead: string | null;
  follow: string | null;
}

export function PeopleForm({ couple, close }: { couple: Couple; close: () => void }) {
  const { t } = useTranslation("couples");
  const { t: common } = useTranslation();
  const toast = useToast();
  const people = useQuery(users.list());
  const train = useMutation(assignTrainer);
  const dance = useMutation(assignDancer);
  const before: Values = {
    trainers: couple.trainers.map((one) => one.id),
    lead: couple.lead_user_id,
    follow: couple.follow_user_id,
  };
  const form = useForm<Values>({
    initialValues: before,
    validate: { follow: (follow, { lead }) => (follow && follow === lead ? t("notBoth") : null) },
  });
  const save = useMutation({
    mutationFn: async (wanted: Values) => {
      for (const change of trainerChanges(before.trainers, wanted.trainers))
        await train.mutateAsync({ couple: couple.id, ...change });
      for (const change of accountChanges(before, wanted)) await dance.mutateAsync({ couple: couple.id, ...change });
    },
    onSuccess: () => {
      toast.done(common("saved"));
      close();
    },
  });
  const choices = (role: "trainer" | "dancer") =>
    people.data?.filter((user) => user.role === role).map(({ id, name }) => ({ value: id, label: name })) ?? [];
  const account = { clearable: true, searchable: true, placeholder: t("noAccount"), data: choices("dancer") };
  return (
    <FormWindow title={t("people")} close={close}>
      {people.isError && <Trouble error={people.error} retry={() => void people.refetch()} />}
      <Form form={form} save={save} send={(values) => save.mutate(values)} close={close} label={common("save")}>
        <MultiSelect
          label={t("trainers")}
          description={t("trainersWhy")}
          searchable
          nothingFoundMessage={t("nobodyYet")}
          data={choices("trainer")}
          {...form.getInputProps("trainers")}
        />
        <Select
          label={t("accountOf", { name: couple.lead })}
          nothingFoundMessage={t("nobodyYet")}
          {...account}
          {...form.getInputProps("lead")}
        />
        <Select
          label={t("accountOf", { name: couple.follow })}
          nothingFoundMessage={t("nobodyYet")}
          {...account}
          {...form.getInputProps("follow")}
        />
        <Text size="sm" c="dimmed">
          {t("accountsWhy")}
        </Text>
      </Form>
    </FormWindow>
  );
}
