/** A new dataset: which analyses, and which of their frames. Or the same dataset with other frames. */
import { Alert, MultiSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dataset } from "@/api/client";
import { useFinished } from "@/features/analyses/queries";
import { Form } from "@/kit/form/Form";
import { FormWindow } from "@/kit/form/FormWindow";
import { useRules } from "@/kit/form/rules";
import { options } from "@/kit/options";
import { useToast } from "@/kit/toast";
import { createDataset, extractAnew } from "./queries";
import { ALIKE, CLOSE, nearestOf } from "./selection";

export function DatasetForm({ dataset, close }: { dataset: Dataset | null; close: () => void }) {
  const { t } = useTranslation("datasets");
  const { t: common } = useTranslation();
  const { needed } = useRules();
  const toast = useToast();
  const create = useMutation(createDataset);
  const anew = useMutation(extractAnew);
  const form = useForm({
    initialValues: {
      name: dataset?.name ?? "",
      analyses: dataset?.analyses ?? [],
      every: dataset?.selection.every_seconds ?? 2,
      most: dataset?.selection.most_per_video ?? 200,
      alike: nearestOf(ALIKE, dataset?.selection.alike_bits ?? ALIKE.some),
      close: nearestOf(CLOSE, dataset?.selection.close_hold ?? CLOSE.some),
    },
    validate: {
      name: needed,
      analyses: dataset ? undefined : isNotEmpty(t("chooseOne")),
      every: needed,
      most: needed,
    },
  });
  const save = useMutation({
    mutationFn: async (told: typeof form.values) => {
      const selection = {
        every_seconds: Number(told.every),
        most_per_video: Number(told.most),
        alike_bits: ALIKE[told.alike],
        close_hold: CLOSE[told.close],
      };
      if (dataset) await anew.mutateAsync({ id: dataset.id, selection });
      else await create.mutateAsync({ name: told.name.trim(), analyses: told.analyses, selection });
    },
    onSuccess: () => {
      toast.done(t("begun"));
      close();
    },
  });
  return (
    <FormWindow title={dataset ? t("anewOf", { name: dataset.name }) : t("new")} close={close} size="lg">
      <Form form={form} save={save} send={(values) => save.mutate(values)} close={close} label={t("take")}>
        {dataset ? (
          <Alert>{t("anewWhy")}</Alert>
        ) : (
          <>
            <TextInput
              label={common("called")}
              required
              maxLength={120}
              data-autofocus
              {...form.getInputProps("name")}
            />
            <Analyses {...form.getInputProps("analyses")} />
          </>
        )}
        <NumberInput
          label={t("every")}
          description={t("everyWhy")}
          min={0.1}
          max={60}
          step={0.5}
          decimalScale={1}
          required
          {...form.getInputProps("every")}
        />
        <NumberInput
          label={t("most")}
          min={1}
          max={2000}
          allowDecimal={false}
          required
          {...form.getInputProps("most")}
        />
        <Select
          label={t("alike")}
          description={t("alikeWhy")}
          allowDeselect={false}
          data={options(Object.keys(ALIKE) as (keyof typeof ALIKE)[], (one) => t(`alikes.${one}`))}
          {...form.getInputProps("alike")}
        />
        <Select
          label={t("close")}
          description={t("closeWhy")}
          allowDeselect={false}
          data={options(Object.keys(CLOSE) as (keyof typeof CLOSE)[], (one) => t(`closes.${one}`))}
          {...form.getInputProps("close")}
        />
      </Form>
    </FormWindow>
  );
}

interface AnalysesProps {
  value?: string[];
  onChange?: (value: string[]) => void;
  error?: React.ReactNode;
}

/** Of the finished ones, by couple, dance and day: what is typed is looked for by the server, what is chosen stays. */
function Analyses({ value = [], onChange, error }: AnalysesProps) {
  const { t } = useTranslation("datasets");
  const { t: common } = useTranslation();
  const [typed, setTyped] = useState("");
  const finished = useFinished();
  return (
    <MultiSelect
      label={t("analyses")}
      description={t("analysesWhy")}
      required
      searchable
      clearable
      limit={100}
      maxDropdownHeight={280}
      nothingFoundMessage={finished.loading ? common("loading") : t("noAnalyses")}
      data={finished.choices}
      value={value}
      onChange={onChange}
      error={error}
      searchValue={typed}
      onSearchChange={(next) => {
        setTyped(next);
        finished.search(next);
      }}
      clearButtonProps={{ "aria-label": t("chooseNone") }}
    />
  );
}
