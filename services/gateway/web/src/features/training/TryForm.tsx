/** The result on a recording that the studio knows: analysed once more with it, then both runs side by side. */
import { Select, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { analyses, tryModel } from "@/features/analyses/queries";
import { couples, nameOf } from "@/features/couples/queries";
import { Form } from "@/kit/form/Form";
import { FormWindow } from "@/kit/form/FormWindow";
import { useRules } from "@/kit/form/rules";
import { useFormats } from "@/words/format";

export function TryForm({ model, close }: { model: string; close: () => void }) {
  const { t } = useTranslation("training");
  const { t: common } = useTranslation();
  const { date } = useFormats();
  const { needed } = useRules();
  const navigate = useNavigate();
  const known = useQuery(couples.list());
  const done = useInfiniteQuery(analyses.list({ state: "done" })).data?.pages.flatMap((page) => page.analyses);
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
  const recordings = (done ?? []).map(({ id, couple_id, dance, created_at, recordings = [] }) => {
    const couple = known.data?.find((one) => one.id === couple_id);
    const parts = [date(created_at), common(`dance.${dance}`), couple ? nameOf(couple) : "", recordings.join(", ")];
    return { value: id, label: parts.filter(Boolean).join(" · ") };
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
          data={recordings}
          {...form.getInputProps("analysis")}
        />
      </Form>
    </FormWindow>
  );
}
