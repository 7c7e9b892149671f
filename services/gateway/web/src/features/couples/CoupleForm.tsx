/** Register a couple by hand, or change what is known of it. */
import { Autocomplete, SimpleGrid, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Couple, Dance } from "@/api/client";
import { DanceChips } from "@/kit/DanceChips";
import { Form } from "@/kit/form/Form";
import { FormWindow } from "@/kit/form/FormWindow";
import { useRules } from "@/kit/form/rules";
import { useToast } from "@/kit/toast";
import { addCouple, editCouple, nameOf } from "./queries";

const CLASSES = ["D", "C", "B", "A", "S"];
const LONGEST_NAME = 120;
const LONGEST_CLASS = 20;

interface Values extends Record<string, unknown> {
  lead: string;
  follow: string;
  tier: string;
  level: string;
  dances: Dance[];
}

interface Props {
  couple: Couple | null;
  close: () => void;
  done?: (couple: Couple) => void;
}

export function CoupleForm({ couple, close, done }: Props) {
  const { t } = useTranslation("couples");
  const { t: common } = useTranslation();
  const rules = useRules();
  const toast = useToast();
  const add = useMutation(addCouple);
  const edit = useMutation(editCouple);
  const form = useForm<Values>({
    initialValues: {
      lead: couple?.lead ?? "",
      follow: couple?.follow ?? "",
      tier: couple?.tier ?? "",
      level: couple?.level ?? "",
      dances: couple?.dances ?? [],
    },
    validate: { lead: rules.needed, follow: rules.needed },
  });
  const save = useMutation({
    mutationFn: (values: Values) =>
      couple ? edit.mutateAsync({ id: couple.id, ...values }) : add.mutateAsync({ ...values }),
    onSuccess: (saved) => {
      toast.done(couple ? common("saved") : t("registered", { couple: nameOf(saved) }));
      close();
      done?.(saved);
    },
  });
  return (
    <FormWindow title={couple ? t("edit") : t("register")} close={close}>
      <Form
        form={form}
        save={save}
        send={(values) => save.mutate(values)}
        close={close}
        label={couple ? common("save") : t("register")}
      >
        <TextInput label={t("lead")} required maxLength={LONGEST_NAME} data-autofocus {...form.getInputProps("lead")} />
        <TextInput label={t("follow")} required maxLength={LONGEST_NAME} {...form.getInputProps("follow")} />
        <SimpleGrid cols={2} style={{ alignItems: "end" }}>
          <Autocomplete
            label={t("tier")}
            description={t("tierWhy")}
            data={CLASSES}
            maxLength={LONGEST_CLASS}
            {...form.getInputProps("tier")}
          />
          <Autocomplete
            label={t("level")}
            description={t("levelWhy")}
            data={CLASSES}
            maxLength={LONGEST_CLASS}
            {...form.getInputProps("level")}
          />
        </SimpleGrid>
        <DanceChips label={t("dances")} description={t("dancesWhy")} {...form.getInputProps("dances")} />
      </Form>
    </FormWindow>
  );
}
