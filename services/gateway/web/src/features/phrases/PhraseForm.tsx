/** A phrase is typed in, or changed. */
import { Select, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Dance, Language, Phrase } from "@/api/client";
import { DANCES } from "@/kit/dances";
import { Form } from "@/kit/form/Form";
import { FormWindow } from "@/kit/form/FormWindow";
import { useRules } from "@/kit/form/rules";
import { options } from "@/kit/options";
import { useToast } from "@/kit/toast";
import { LANGUAGES } from "@/words/languages";
import { addPhrase, editPhrase } from "./queries";

interface Props {
  phrase: Phrase | null;
  start: { deficit?: string; dance?: Dance };
  deficits: { value: string; label: string }[];
  close: () => void;
}

export function PhraseForm({ phrase, start, deficits, close }: Props) {
  const { t, i18n } = useTranslation("phrases");
  const { t: common } = useTranslation();
  const rules = useRules();
  const toast = useToast();
  const add = useMutation(addPhrase);
  const edit = useMutation(editPhrase);
  const form = useForm({
    initialValues: {
      text: phrase?.text ?? "",
      language: (phrase?.language ?? i18n.language) as Language,
      deficit: phrase?.deficit ?? start.deficit ?? "",
      dance: (phrase ? (phrase.dance ?? "") : (start.dance ?? "")) as Dance | "",
    },
    validate: { text: rules.needed, deficit: rules.needed },
  });
  const save = useMutation({
    mutationFn: async ({ dance, ...rest }: typeof form.values) => {
      const told = { ...rest, dance: dance || null };
      await (phrase ? edit.mutateAsync({ id: phrase.id, ...told }) : add.mutateAsync(told));
    },
    onSuccess: () => {
      toast.done(common("saved"));
      close();
    },
  });
  return (
    <FormWindow title={phrase ? t("edit") : t("add")} close={close}>
      <Form form={form} save={save} send={(values) => save.mutate(values)} close={close} label={common("save")}>
        <Textarea
          label={t("text")}
          required
          autosize
          minRows={2}
          maxLength={500}
          data-autofocus
          {...form.getInputProps("text")}
        />
        <Select label={t("deficit")} required searchable data={deficits} {...form.getInputProps("deficit")} />
        <Select
          label={t("dance")}
          allowDeselect={false}
          data={[{ value: "", label: t("everyDance") }, ...options(DANCES, (dance) => common(`dance.${dance}`))]}
          {...form.getInputProps("dance")}
        />
        {!phrase && (
          <Select
            label={t("language")}
            allowDeselect={false}
            data={options(LANGUAGES, (one) => t(`lang.${one}`))}
            {...form.getInputProps("language")}
          />
        )}
      </Form>
    </FormWindow>
  );
}
