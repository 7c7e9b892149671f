/** Joints that were corrected in another program come back: a file of COCO keypoints, and what came of it. */
import { Alert, Button, FileInput, Group, List, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Dataset, DatasetImport } from "@/api/client";
import { Form } from "@/kit/form/Form";
import { FormWindow } from "@/kit/form/FormWindow";
import { useRules } from "@/kit/form/rules";
import { datasets, framesAgain, importFile } from "./queries";

export function ImportForm({ dataset, close }: { dataset: Dataset; close: () => void }) {
  const { t } = useTranslation("datasets");
  const { needed } = useRules();
  const client = useQueryClient();
  const form = useForm<{ file: File | null }>({ initialValues: { file: null }, validate: { file: needed } });
  const save = useMutation(importFile);
  const read = useQuery({ ...datasets.imported(save.data?.id ?? ""), enabled: save.isSuccess });
  const ended = read.data && read.data.state !== "running" ? read.data : null;
  useEffect(() => {
    if (!ended) return;
    void framesAgain(client, ended.dataset_id);
    void client.invalidateQueries(datasets.one(ended.dataset_id));
  }, [ended, client]);
  return (
    <FormWindow title={t("import.title", { name: dataset.name })} close={close}>
      {ended ? (
        <Outcome of={ended} close={close} />
      ) : (
        <Form
          form={form}
          save={{ isPending: save.isPending || (save.isSuccess && !read.error), error: save.error ?? read.error }}
          send={({ file }) => file && save.mutate({ id: dataset.id, file })}
          close={close}
          label={t("import.start")}
        >
          <Text size="sm">{t("import.why")}</Text>
          <FileInput
            label={t("import.file")}
            accept="application/json,.json"
            required
            clearable
            data-autofocus
            {...form.getInputProps("file")}
          />
        </Form>
      )}
    </FormWindow>
  );
}

function Outcome({ of, close }: { of: DatasetImport; close: () => void }) {
  const { t } = useTranslation("datasets");
  const { t: common } = useTranslation();
  const { state, error_message, taken, kept, strangers, faults } = of;
  return (
    <Stack role="status">
      {state === "failed" ? (
        <Alert color="bad">{error_message}</Alert>
      ) : (
        <Alert color={taken > 0 ? "good" : "warn"}>
          {t("import.taken", { count: taken })}
          {kept > 0 && ` ${t("import.kept", { count: kept })}`}
          {strangers > 0 && ` ${t("import.strangers", { count: strangers })}`}
        </Alert>
      )}
      {faults.length > 0 && (
        <List size="sm" lang="en">
          {faults.map((fault) => (
            <List.Item key={fault}>{fault}</List.Item>
          ))}
        </List>
      )}
      <Group justify="flex-end">
        <Button onClick={close}>{common("close")}</Button>
      </Group>
    </Stack>
  );
}
