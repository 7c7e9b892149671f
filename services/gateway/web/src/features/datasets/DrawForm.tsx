/** A dataset of drawn couples: how many, and how many pictures of each. */
import { Alert, NumberInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Form } from "@/kit/form/Form";
import { FormWindow } from "@/kit/form/FormWindow";
import { useRules } from "@/kit/form/rules";
import { useToast } from "@/kit/toast";
import { createDrawn } from "./queries";

export function DrawForm({ close }: { close: () => void }) {
  const { t } = useTranslation("datasets");
  const { t: common } = useTranslation();
  const { needed } = useRules();
  const toast = useToast();
  const form = useForm({
    initialValues: {
      name: "",
      couples: 12 as number | string,
      each: 16 as number | string,
      seed: 1 as number | string,
    },
    validate: { name: needed, couples: needed, each: needed, seed: needed },
  });
  const save = useMutation({
    ...createDrawn,
    onSuccess: (made, told, before, context) => {
      void createDrawn.onSuccess?.(made, told, before, context);
      toast.done(t("draw.begun"));
      close();
    },
  });
  const send = (told: typeof form.values) => {
    const rendering = { couples: Number(told.couples), per_couple: Number(told.each), seed: Number(told.seed) };
    save.mutate({ name: told.name.trim(), rendering });
  };
  return (
    <FormWindow title={t("draw.title")} close={close}>
      <Form form={form} save={save} send={send} close={close} label={t("draw.start")}>
        <Alert>{t("draw.why")}</Alert>
        <TextInput label={common("called")} required maxLength={120} data-autofocus {...form.getInputProps("name")} />
        <NumberInput label={t("draw.couples")} min={2} max={60} required {...form.getInputProps("couples")} />
        <NumberInput label={t("draw.each")} min={1} max={200} required {...form.getInputProps("each")} />
        <NumberInput label={t("draw.seed")} min={0} required {...form.getInputProps("seed")} />
      </Form>
    </FormWindow>
  );
}
