/** A principle in up to four languages; a missing one can be had from a model, and is marked until it is saved here. */
import { Button, Group, Select, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Dance, Language, Principle } from "@/api/client";
import { metrics } from "@/features/metrics/queries";
import { DANCES } from "@/kit/dances";
import { Form } from "@/kit/form/Form";
import { FormWindow } from "@/kit/form/FormWindow";
import { useRules } from "@/kit/form/rules";
import { options } from "@/kit/options";
import { Problem } from "@/kit/Trouble";
import { useToast } from "@/kit/toast";
import { LANGUAGE_NAMES, LANGUAGES } from "@/words/languages";
import { savePrinciple, translatePrinciple } from "./queries";

const LONGEST = 600;
const ANY = "any";

interface Values extends Record<string, unknown> {
  deficit: string;
  dance: string;
  en: string;
  de: string;
  ru: string;
  zh: string;
}

const textsOf = (principle: Principle | null) =>
  Object.fromEntries(LANGUAGES.map((one) => [one, principle?.texts[one]?.text ?? ""])) as Record<Language, string>;

export function PrincipleForm({ principle, close }: { principle: Principle | null; close: () => void }) {
  const { t, i18n } = useTranslation("principles");
  const { t: common } = useTranslation();
  const rules = useRules();
  const toast = useToast();
  const catalogue = useQuery(metrics.catalogue(i18n.language as Language));
  const save = useMutation(savePrinciple);
  const translate = useMutation(translatePrinciple);
  const form = useForm<Values>({
    initialValues: { deficit: principle?.deficit ?? "", dance: principle?.dance ?? ANY, ...textsOf(principle) },
    validate: {
      deficit: rules.needed,
      en: (_text, values) => (LANGUAGES.some((one) => values[one].trim()) ? null : t("oneText")),
    },
  });
  const send = (values: Values) =>
    save.mutate(
      {
        principle_id: principle?.id ?? null,
        dance: values.dance === ANY ? null : (values.dance as Dance),
        deficit: values.deficit,
        texts: Object.fromEntries(LANGUAGES.filter((one) => values[one].trim()).map((one) => [one, values[one]])),
      },
      {
        onSuccess: () => {
          toast.done(common("saved"));
          close();
        },
      },
    );
  const fill = (language: Language) =>
    principle &&
    translate.mutate(
      { id: principle.id, language },
      { onSuccess: (told) => form.setFieldValue(language, told.texts[language]?.text ?? "") },
    );
  const deficits = (catalogue.data?.deficits ?? []).map(({ name, title }) => ({ value: name, label: title }));
  return (
    <FormWindow title={principle ? t("edit") : t("add")} close={close} size="lg">
      <Form form={form} save={save} send={send} close={close} label={common("save")}>
        <Group grow align="flex-start">
          <Select
            label={t("deficit")}
            required
            searchable
            data={deficits}
            allowDeselect={false}
            {...form.getInputProps("deficit")}
          />
          <Select
            label={t("dance")}
            data={[{ value: ANY, label: t("anyDance") }, ...options(DANCES, (one) => common(`dance.${one}`))]}
            allowDeselect={false}
            {...form.getInputProps("dance")}
          />
        </Group>
        {LANGUAGES.map((one) => (
          <div key={one}>
            <Textarea
              label={LANGUAGE_NAMES[one]}
              autosize
              minRows={2}
              maxLength={LONGEST}
              lang={one}
              {...form.getInputProps(one)}
            />
            {principle?.texts[one]?.machine && (
              <Text size="xs" c="dimmed">
                {t("unconfirmed")}
              </Text>
            )}
            {principle && !form.getValues()[one] && (
              <Button
                mt={4}
                size="compact-sm"
                variant="subtle"
                loading={translate.isPending && translate.variables.language === one}
                onClick={() => fill(one)}
              >
                {t("translate", { language: LANGUAGE_NAMES[one] })}
              </Button>
            )}
          </div>
        ))}
        <Problem error={translate.error} />
      </Form>
    </FormWindow>
  );
}
