/** What a new model is: its name, where it runs, which network, what it finds, who finds people for it. */
import { Group, NumberInput, Select, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { PoseModel } from "@/api/client";
import { options } from "@/kit/options";
import type { ModelValues } from "./ModelForm";
import { ADAPTERS, BACKENDS, detects, findersFor, KEYPOINTS, needsDetector } from "./networks";

interface Props {
  form: UseFormReturnType<ModelValues>;
  models: PoseModel[];
}

export function NetworkFields({ form, models }: Props) {
  const { t } = useTranslation("models");
  const { t: common } = useTranslation();
  const { adapter } = form.values;
  const backend = form.getInputProps("backend");
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
          data={options(ADAPTERS, (one) => t(`adapters.${one}`))}
          {...form.getInputProps("adapter")}
        />
      </Group>
      <Group grow align="flex-start">
        <NumberInput label={t("width")} required allowDecimal={false} {...form.getInputProps("width")} />
        <NumberInput label={t("height")} required allowDecimal={false} {...form.getInputProps("height")} />
      </Group>
      {!detects(adapter) && (
        <Select
          label={t("finds")}
          allowDeselect={false}
          data={options(KEYPOINTS, (one) => t(`keypoints.${one}`))}
          {...form.getInputProps("keypoints")}
        />
      )}
      {needsDetector(adapter) && (
        <Select
          label={t("detector")}
          description={t("detectorWhy")}
          required
          data={findersFor(form.values, models).map((one) => one.name)}
          {...form.getInputProps("detector")}
        />
      )}
    </>
  );
}
