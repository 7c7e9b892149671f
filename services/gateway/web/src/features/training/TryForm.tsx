/** The result on a recording that the studio knows: analysed once more with it, then both runs side by side. */
import { Select, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { tryModel, useFinished } from "@/features/analyses/queries";
import { Form } from "@/kit/form/Form";
import { FormWindow } from "@/kit/form/FormWindow";
import { useRules } from "@/kit/form/rules";

export function TryForm({ model, close }: { model: string; close: () => void }) {
  const { t } = useTranslation("training");
  const { needed } = useRules();
  const navigate = useNavigate();
  const finished = useFinished();
  const form = useForm({
    initialValues: { analysis: null as string | null },
    validate: { analysis: needed },
  });
  const save = useMutation({
    ...tryModel,
    onSuccess: (begun, told, before, context) => {
      void tryModel.onSuccess?.(begun, told, before, context);
      void navigate({ to: `/analyses/${told.analysis}/beside/${begun.id}` as string });
    },
  });
  return (
    <FormWindow title={t("attemptTitle", { model })} close={close}>
      <Form
        form={form}
        save={save}
        send={({ analysis }) => save.mutate({ analysis: analysis as string, model })}
        close={close}
        label={t("attemptGo")}
      >
        <Text size="sm">{t("attemptWhy")}</Text>
        <Select
          label={t("recording")}
          required
          searchable
          data-autofocus
          data={finished.choices}
          onSearchChange={finished.search}
          {...form.getInputProps("analysis")}
        />
      </Form>
    </FormWindow>
  );
}
