/** Register a pose model, or edit one: its file, version and licence, whether it is used, whether it is the default. */
import { Group, Modal, NumberInput, Select, Stack, Switch, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, type NewPoseModel, type PoseModel } from "../../api/client";
import { FormEnd } from "../../components/FormEnd";
import { options } from "../../components/options";
import { en } from "../../en";

const FRESH: NewPoseModel = { name: "", backend: "onnxruntime", adapter: "rtmpose", source: "", version: "", width: 192, height: 256, keypoints: "coco_17", licence: "", detector: null };
const DETECTORS = ["rtmdet", "yolox", "blazepose_detector"];
const ONE_PERSON = ["rtmpose", "heatmap", "movenet_single", "blazepose"];

export function ModelForm({ model, models, close }: { model: PoseModel | null; models: PoseModel[]; close: () => void }) {
  const queries = useQueryClient();
  const [told, setTold] = useState<NewPoseModel>(model ?? FRESH);
  const [active, setActive] = useState(model?.active ?? true);
  const [standard, setStandard] = useState(model?.default ?? false);
  const change = (changed: Partial<NewPoseModel>) => setTold({ ...told, ...changed });
  const detects = DETECTORS.includes(told.adapter);
  const onePerson = ONE_PERSON.includes(told.adapter);
  const people = models.filter((one) => !ONE_PERSON.includes(one.adapter));
  const save = useMutation({
    mutationFn: async () => {
      const { name, source, version, licence } = told;
      if (!model) return void (await api.POST("/v1/pose-models", { body: { ...told, keypoints: detects ? "boxes" : told.keypoints, detector: onePerson ? told.detector : null } }));
      const facts = model.built_in ? { version } : { source, version, licence };
      await api.PATCH("/v1/pose-models", { body: { name, active, ...(standard === model.default ? {} : { default: standard }), ...facts } });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["pose-models"] });
      close();
    },
  });
  const fixed = model?.built_in ?? false;
  return (
    <Modal opened size="lg" onClose={close} title={model ? model.name : en.models.register}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="sm">
          {!model && (
            <>
              <TextInput label={en.users.name} description={en.models.nameWhy} required pattern="[a-z0-9][a-z0-9.\-]+" value={told.name} onChange={(e) => change({ name: e.currentTarget.value })} />
              <Group grow>
                <Select label={en.models.runsOn} allowDeselect={false} value={told.backend} onChange={(v) => change({ backend: v as NewPoseModel["backend"], detector: null })} data={options(en.models.backend)} />
                <Select label={en.models.adapter} allowDeselect={false} searchable value={told.adapter} onChange={(v) => change({ adapter: v as NewPoseModel["adapter"] })} data={options(en.models.adapters)} />
              </Group>
              <Group grow>
                <NumberInput label={en.models.width} required min={32} max={2048} value={told.width} onChange={(v) => change({ width: Number(v) })} />
                <NumberInput label={en.models.height} required min={32} max={2048} value={told.height} onChange={(v) => change({ height: Number(v) })} />
              </Group>
              {!detects && <Select label={en.models.finds} allowDeselect={false} value={told.keypoints ?? ""} onChange={(v) => change({ keypoints: v ?? "" })} data={options(en.models.keypoints).filter(({ value }) => value !== "boxes")} />}
              {onePerson && <Select label={en.models.detector} description={en.models.detectorWhy} required value={told.detector ?? null} onChange={(v) => change({ detector: v })} data={people.filter((one) => one.backend === told.backend && (one.keypoints === "boxes" || told.keypoints !== "coco_17")).map((one) => one.name)} />}
            </>
          )}
          <TextInput label={told.backend === "triton" ? en.models.served : en.models.file} description={fixed ? en.models.fixed : undefined} disabled={fixed} required value={told.source} onChange={(e) => change({ source: e.currentTarget.value })} />
          {told.backend === "triton" && <TextInput label={en.models.version} placeholder={en.models.newest} pattern="[0-9]*" value={told.version ?? ""} onChange={(e) => change({ version: e.currentTarget.value })} />}
          <TextInput label={en.models.licence} disabled={fixed} value={told.licence ?? ""} onChange={(e) => change({ licence: e.currentTarget.value })} />
          {model && model.keypoints !== "boxes" && <Switch label={en.models.makeDefault(en.models.backend[model.backend] ?? model.backend)} description={model.default ? en.models.defaultWhy : undefined} disabled={model.default} checked={standard} onChange={(e) => setStandard(e.currentTarget.checked)} />}
          {model && <Switch label={en.models.use} description={en.models.useWhy} checked={active} onChange={(e) => setActive(e.currentTarget.checked)} />}
          <FormEnd error={save.error} close={close} saving={save.isPending} label={model ? en.profile.save : en.models.register} />
        </Stack>
      </form>
    </Modal>
  );
}
