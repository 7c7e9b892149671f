/** A new run: from which datasets, which model, how long. Everything but the datasets has a good value already. */
import { Accordion, Checkbox, Fieldset, MultiSelect, NumberInput, Select, Stack, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { datasets } from "@/features/datasets/queries";
import { models } from "@/features/models/queries";
import { Form } from "@/kit/form/Form";
import { FormWindow } from "@/kit/form/FormWindow";
import { useRules } from "@/kit/form/rules";
import { options } from "@/kit/options";
import { useToast } from "@/kit/toast";
import { useFormats } from "@/words/format";
import { startRun } from "./queries";

const STEPS = { short: 600, usual: 3000, long: 12_000 };
const LENGTHS = Object.keys(STEPS) as (keyof typeof STEPS)[];
/** Kinds of networks that can go on learning */
const TUNABLE = ["movenet_maps", "movenet_couples"];
/** What hardly anybody changes, with the values that it has then, and what it may be */
const FINE = {
  rate: { value: 0.6, min: 0.01, max: 100, decimals: 2 },
  batch: { value: 8, min: 2, max: 256, decimals: 0 },
  side: { value: 288, min: 96, max: 640, decimals: 0 },
  patience: { value: 8, min: 0, max: 100, decimals: 0 },
  seed: { value: 1, min: 0, max: 2 ** 31, decimals: 0 },
} as const;
const FINE_NAMES = Object.keys(FINE) as (keyof typeof FINE)[];
/** Pictures are of whole cells of the network */
const CELL = 32;

export function RunForm({ close }: { close: () => void }) {
  const { t } = useTranslation("training");
  const { t: common } = useTranslation();
  const { date } = useFormats();
  const { needed, between } = useRules();
  const toast = useToast();
  const known = useQuery(datasets.list());
  const registry = useQuery(models.list());
  const form = useForm({
    initialValues: {
      name: date(Date.now()),
      datasets: [] as string[],
      base: "movenet-multipose-couples",
      length: "usual" as keyof typeof STEPS,
      heldOut: 20 as number | string,
      onlyConfirmed: true,
      mirrored: true,
      pasted: true,
      erased: true,
      ...(Object.fromEntries(FINE_NAMES.map((one) => [one, FINE[one].value])) as Record<
        keyof typeof FINE,
        number | string
      >),
    },
    validate: {
      name: needed,
      datasets: isNotEmpty(t("chooseOne")),
      heldOut: needed,
      ...Object.fromEntries(FINE_NAMES.map((one) => [one, between(FINE[one].min, FINE[one].max)])),
    },
  });
  const save = useMutation({
    ...startRun,
    onSuccess: (begun, told, before, context) => {
      void startRun.onSuccess?.(begun, told, before, context);
      toast.done(t("begun"));
      close();
    },
  });
  const send = (told: typeof form.values) =>
    save.mutate({
      name: told.name.trim(),
      datasets: told.datasets,
      base_model: told.base,
      recipe: {
        steps: STEPS[told.length],
        held_out: Number(told.heldOut) / 100,
        only_confirmed: told.onlyConfirmed,
        mirrored: told.mirrored,
        partner_pasted: told.pasted,
        limbs_erased: told.erased,
        learning_rate: Number(told.rate) / 1000,
        batch: Number(told.batch),
        side: Math.round(Number(told.side) / CELL) * CELL,
        patience: Number(told.patience),
        seed: Number(told.seed),
      },
    });
  const tunable = (registry.data?.models ?? []).filter((one) => one.available && TUNABLE.includes(one.adapter));
  const check = (name: "onlyConfirmed" | "mirrored" | "pasted" | "erased") =>
    form.getInputProps(name, { type: "checkbox" });
  return (
    <FormWindow title={t("new")} close={close} size="lg">
      <Form form={form} save={save} send={send} close={close} label={t("start")}>
        <TextInput label={common("called")} required maxLength={120} data-autofocus {...form.getInputProps("name")} />
        <MultiSelect
          label={t("from")}
          description={t("fromWhy")}
          required
          searchable
          nothingFoundMessage={t("noDatasets")}
          data={known.data?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          {...form.getInputProps("datasets")}
        />
        <Select
          label={t("base")}
          description={t("baseWhy")}
          allowDeselect={false}
          data={tunable.map(({ name }) => name)}
          {...form.getInputProps("base")}
        />
        <Select
          label={t("length")}
          allowDeselect={false}
          data={options(LENGTHS, (one) => t(`lengths.${one}`))}
          {...form.getInputProps("length")}
        />
        <NumberInput label={t("heldOut")} min={5} max={50} required {...form.getInputProps("heldOut")} />
        <Checkbox label={t("onlyConfirmed")} {...check("onlyConfirmed")} />
        <Fieldset legend={t("variety")}>
          <Stack gap="sm">
            <Checkbox label={t("mirrored")} {...check("mirrored")} />
            <Checkbox label={t("pasted")} {...check("pasted")} />
            <Checkbox label={t("erased")} {...check("erased")} />
          </Stack>
        </Fieldset>
        <Accordion chevronPosition="left">
          <Accordion.Item value="fine">
            <Accordion.Control>{t("fine")}</Accordion.Control>
            <Accordion.Panel>
              <Stack gap="sm">
                {FINE_NAMES.map((one) => (
                  <NumberInput
                    key={one}
                    label={t(`${one}Label`)}
                    description={t(`${one}Why`)}
                    min={FINE[one].min}
                    max={FINE[one].max}
                    decimalScale={FINE[one].decimals}
                    step={one === "side" ? CELL : one === "rate" ? 0.1 : 1}
                    required
                    {...form.getInputProps(one)}
                  />
                ))}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      </Form>
    </FormWindow>
  );
}
