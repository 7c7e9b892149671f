/** Register a pose model, or edit one: its file, version and licence, whether it is used, whether it is the default. */
import { Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { NewPoseModel, PoseModel, PoseModels } from "@/api/client";
import { Form } from "@/kit/form/Form";
import { FormWindow } from "@/kit/form/FormWindow";
import { useRules } from "@/kit/form/rules";
import { useToast } from "@/kit/toast";
import { NetworkFields } from "./NetworkFields";
import { neededBy } from "./networks";
import { editModel, registerModel } from "./queries";

const FRESH: NewPoseModel = {
  name: "",
  backend: "onnxruntime",
  adapter: "rtmpose",
  source: "",
  version: "",
  width: 192,
  height: 256,
  keypoints: "coco_17",
  licence: "",
  detector: null,
  calibration: [],
};
const SIDE = { least: 32, most: 2048 };

export type ModelValues = NewPoseModel & { active: boolean; default: boolean };

interface Props {
  model: PoseModel | null;
  registry: PoseModels;
  close: () => void;
}

export function ModelForm({ model, registry, close }: Props) {
  const { t } = useTranslation("models");
  const { t: common } = useTranslation();
  const rules = useRules();
  const toast = useToast();
  const register = useMutation(registerModel);
  const edit = useMutation(editModel);
  const side = rules.between(SIDE.least, SIDE.most);
  const form = useForm<ModelValues>({
    initialValues: { ...(model ?? FRESH), active: model?.active ?? true, default: model?.default ?? false },
    validate: {
      name: rules.looksLike(/^[a-z0-9][a-z0-9.-]+$/, t("nameWhy")),
      source: rules.needed,
      version: rules.looksLike(/^[0-9]*$/, t("versionWhy")),
      width: side,
      height: side,
      detector: (value, told) =>
        !model && neededBy(told, registry.adapters).length > 0 && !value ? common("rule.needed") : null,
    },
  });
  const saved = () => {
    toast.done(common("saved"));
    close();
  };
  const send = ({ active, default: standard, ...told }: ModelValues) => {
    const { name, source, version = "", licence = "" } = told;
    if (!model) {
      const detector = neededBy(told, registry.adapters).length > 0 ? told.detector : null;
      register.mutate({ ...told, detector }, { onSuccess: saved });
      return;
    }
    const facts = model.built_in ? { version } : { source, version, licence };
    const chosen = standard === model.default ? {} : { default: standard };
    edit.mutate({ name, active, ...chosen, ...facts }, { onSuccess: saved });
  };
  const fixed = model?.built_in ?? false;
  const triton = form.values.backend === "triton";
  return (
    <FormWindow size="lg" title={model ? model.name : t("register")} close={close}>
      <Form
        form={form}
        save={model ? edit : register}
        send={send}
        close={close}
        label={model ? common("save") : t("register")}
      >
        {!model && <NetworkFields form={form} registry={registry} />}
        <TextInput
          label={triton ? t("served") : t("file")}
          description={fixed ? t("fixed") : undefined}
          disabled={fixed}
          required
          {...form.getInputProps("source")}
        />
        {triton && <TextInput label={t("version")} placeholder={t("newest")} {...form.getInputProps("version")} />}
        <TextInput label={t("licence")} disabled={fixed} {...form.getInputProps("licence")} />
        {model?.finds === "joints" && (
          <Switch
            label={t("makeDefault", { backend: t(`backend.${model.backend}`) })}
            description={model.default ? t("defaultWhy") : undefined}
            disabled={model.default}
            {...form.getInputProps("default", { type: "checkbox" })}
          />
        )}
        {model && (
          <Switch label={t("use")} description={t("useWhy")} {...form.getInputProps("active", { type: "checkbox" })} />
        )}
      </Form>
    </FormWindow>
  );
}
