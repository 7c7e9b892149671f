/** A dataset's name: leads to its frames, and is changed where it stands. */
import { ActionIcon, Anchor, Group, TextInput } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dataset } from "@/api/client";
import { useToast } from "@/kit/toast";
import { renameDataset } from "./queries";

interface Props {
  dataset: Dataset;
  edited: boolean;
  edit: (on: boolean) => void;
}

export function DatasetName(props: Props) {
  const { dataset, edited, edit } = props;
  const { t } = useTranslation("datasets");
  if (edited) return <Field {...props} />;
  return (
    <Group gap={4} wrap="nowrap" translate="no">
      <Anchor
        fw={600}
        style={{ overflowWrap: "anywhere" }}
        renderRoot={(root) => <Link to="/train/datasets/$datasetId" params={{ datasetId: dataset.id }} {...root} />}
      >
        {dataset.name}
      </Anchor>
      <ActionIcon aria-label={t("renameOf", { name: dataset.name })} onClick={() => edit(true)}>
        <IconPencil size={14} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

function Field({ dataset: { id, name }, edit }: Props) {
  const { t: common } = useTranslation();
  const toast = useToast();
  const [typed, setTyped] = useState(name);
  const rename = useMutation({ ...renameDataset, onError: toast.failed });
  const take = () => {
    const next = typed.trim();
    if (next && next !== name) rename.mutate({ id, name: next });
    edit(false);
  };
  return (
    <TextInput
      aria-label={common("called")}
      autoFocus
      maxLength={120}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={({ key }) => {
        if (key === "Enter") take();
        if (key === "Escape") edit(false);
      }}
    />
  );
}
