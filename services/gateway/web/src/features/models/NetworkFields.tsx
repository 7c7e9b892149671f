/** What a new model is: its name, where it runs, which network, what it finds, who finds people for it. */
import { Group, NumberInput, Select, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { PoseModels } from "@/api/client";
import { options } from "@/kit/options";
import type { ModelValues } from "./ModelForm";
import { BACKENDS, findersFor, neededBy } from "./networks";

interface Props {
  form: UseFormReturnType<ModelValues>;
  registry: PoseModels;
}

export function NetworkFields({ form, registry: { models, adapters } }: Props) {
  const { t } = useTranslation("models");
  const { t: common } = useTranslation();
  const finds = (name: string) => adapters.find((one) => one.name === name)?.keypoints.map((one) => one.name) ?? [];
  const found = finds(form.values.adapter);
  const backend = form.getInputProps("backend");
  const adapter = form.getInputProps("adapter");
  return (
    <>
      <TextInput label={common("called")} description={t("nameWhy")} required {...form.getInputProps("name")} />
      <Group grow>
        <Select
          label={t("runsOn")}
          allowDeselect={false}
          data={options(BACKENDS, (one) => t(`backend.${one}`))}
          {...backend}
          onChange={(chosen) => {
            backend.onChange(chosen);
            form.setFieldValue("detector", null);
          }}
        />
        <Select
          label={t("adapter")}
          allowDeselect={false}
          searchable
          data={options(
            adapters.map((one) => one.name),
            (one) => t(`adapters.${one as "rtmo"}`, { defaultValue: one }),
          )}
          {...adapter}
          onChange={(chosen) => {
            adapter.onChange(chosen);
            form.setFieldValue("keypoints", finds(chosen ?? "")[0] ?? "");
            form.setFieldValue("detector", null);
          }}
        />
      </Group>
      <Group grow align="flex-start">
        <NumberInput label={t("width")} required allowDecimal={false} {...form.getInputProps("width")} />
        <NumberInput label={t("height")} required allowDecimal={false} {...form.getInputProps("height")} />
      </Group>
      {found.length > 1 && (
        <Select
          label={t("finds")}
          allowDeselect={false}
          data={options(found, (one) => t(`keypoints.${one as "boxes"}`, { defaultValue: one }))}
          {...form.getInputProps("keypoints")}
        />
      )}
      {neededBy(form.values, adapters).length > 0 && (
        <Select
          label={t("detector")}
          description={t("detectorWhy")}
          required
          data={findersFor(form.values, models, adapters).map((one) => one.name)}
          {...form.getInputProps("detector")}
        />
      )}
    </>
  );
}
