/** Which model says where the joints are, in the frames that nobody has looked at. */
import { Alert, Select } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Dataset } from "@/api/client";
import { models } from "@/features/models/queries";
import { Form } from "@/kit/form/Form";
import { FormWindow } from "@/kit/form/FormWindow";
import { useToast } from "@/kit/toast";
import { annotate } from "./queries";

export function AnnotateForm({ dataset, close }: { dataset: Dataset; close: () => void }) {
  const { t } = useTranslation("datasets");
  const toast = useToast();
  const found = useQuery(models.list());
  const form = useForm({ initialValues: { model: "" } });
  const save = useMutation({
    ...annotate,
    onSuccess: (begun, told, before, context) => {
      annotate.onSuccess?.(begun, told, before, context);
      toast.done(t("annotate.begun"));
      close();
    },
  });
  const usable = (found.data?.models ?? []).filter((one) => one.active && one.keypoints);
  return (
    <FormWindow title={t("annotate.title", { name: dataset.name })} close={close}>
      <Form
        form={form}
        save={save}
        send={({ model }) => save.mutate({ id: dataset.id, model })}
        close={close}
        label={t("annotate.start")}
      >
        <Alert>{t("annotate.why")}</Alert>
        <Select
          label={t("annotate.model")}
          searchable
          allowDeselect={false}
          data={[
            { value: "", label: t("annotate.usual") },
            ...usable.map(({ name }) => ({ value: name, label: name })),
          ]}
          {...form.getInputProps("model")}
        />
      </Form>
    </FormWindow>
  );
}
