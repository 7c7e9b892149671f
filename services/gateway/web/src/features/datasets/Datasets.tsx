/** Datasets: frames of finished analyses that networks learn from. Made, renamed, taken anew, exported, deleted. */
import { ActionIcon, Button, Group, Menu } from "@mantine/core";
import {
  IconBrush,
  IconDots,
  IconDownload,
  IconMessageChatbot,
  IconPencil,
  IconPhotoEdit,
  IconPlayerStop,
  IconPlus,
  IconRefresh,
  IconTrash,
  IconUpload,
} from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dataset } from "@/api/client";
import { useConfirm } from "@/kit/confirm";
import { HelpLink } from "@/kit/HelpLink";
import { Page } from "@/kit/Page";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { useToast } from "@/kit/toast";
import { When } from "@/kit/When";
import { useFormats } from "@/words/format";
import { AnnotateForm } from "./AnnotateForm";
import { DatasetForm } from "./DatasetForm";
import { DatasetName } from "./DatasetName";
import { DatasetStateCell } from "./DatasetStateCell";
import { DrawForm } from "./DrawForm";
import { ImportForm } from "./ImportForm";
import { cancelExtraction, datasets, deleteDataset } from "./queries";
import { useExport } from "./useExport";

const MEGABYTE = 1_000_000;
const column = columnsOf<Dataset>();

export function Datasets() {
  const { t } = useTranslation("datasets");
  const { t: common } = useTranslation();
  const { number, unit } = useFormats();
  const found = useQuery(datasets.list());
  const [form, setForm] = useState<Dataset | "new" | null>(null);
  const [over, setOver] = useState<{ what: "annotate" | "import"; dataset: Dataset } | null>(null);
  const [drawing, setDrawing] = useState(false);
  const [renamed, setRenamed] = useState<string | null>(null);
  const exporting = useExport();
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("name", {
          header: common("called"),
          meta: { card: "title", width: "30%" },
          cell: ({ row: { original } }) => (
            <DatasetName
              dataset={original}
              edited={renamed === original.id}
              edit={(on) => setRenamed(on ? original.id : null)}
            />
          ),
        }),
        column.accessor("frames", {
          header: t("frames"),
          meta: { align: "right" },
          cell: ({ getValue }) => number(getValue()),
        }),
        column.accessor("confirmed", {
          header: t("confirmed"),
          meta: { align: "right" },
          cell: ({ getValue }) => number(getValue()),
        }),
        column.accessor("unusable", {
          header: t("unusable"),
          meta: { align: "right" },
          cell: ({ getValue }) => number(getValue()),
        }),
        column.accessor("bytes", {
          header: t("size"),
          meta: { align: "right" },
          cell: ({ getValue }) => unit(getValue() / MEGABYTE, "megabyte", 1),
        }),
        column.accessor("created_at", { header: t("made"), cell: ({ getValue }) => <When at={getValue()} /> }),
        column.accessor("state", {
          header: t("state"),
          meta: { width: "18%" },
          cell: ({ row: { original } }) => <DatasetStateCell dataset={original} />,
        }),
        column.display({
          id: "actions",
          header: "",
          meta: { card: "menu", align: "right", width: "4rem" },
          cell: ({ row: { original } }) => (
            <RowMenu
              dataset={original}
              rename={() => setRenamed(original.id)}
              anew={() => setForm(original)}
              over={(what) => setOver({ what, dataset: original })}
            />
          ),
        }),
      ]),
    [t, common, number, unit, renamed],
  );
  const add = (
    <Group gap="xs">
      <Button variant="default" leftSection={<IconBrush size={16} aria-hidden />} onClick={() => setDrawing(true)}>
        {t("draw.action")}
      </Button>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setForm("new")}>
        {t("new")}
      </Button>
    </Group>
  );
  return (
    <Page context={t("context")} action={add}>
      <DataTable
        label={t("title")}
        columns={columns}
        rows={found.data}
        rowId={(one) => one.id}
        error={found.error}
        retry={() => void found.refetch()}
        empty={{ title: t("none"), next: t("noneNext"), icon: IconPhotoEdit }}
        search={t("search")}
        tools={<HelpLink about="datasets" />}
        bulk={{
          nameOf: (one) => one.name,
          actions: (chosen) => (
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              loading={exporting.busy}
              onClick={() => exporting.start(chosen.map(({ id }) => id))}
            >
              {t("export")}
            </Button>
          ),
        }}
      />
      {over?.what === "annotate" && <AnnotateForm dataset={over.dataset} close={() => setOver(null)} />}
      {over?.what === "import" && <ImportForm dataset={over.dataset} close={() => setOver(null)} />}
      {drawing && <DrawForm close={() => setDrawing(false)} />}
      {form && <DatasetForm dataset={form === "new" ? null : form} close={() => setForm(null)} />}
    </Page>
  );
}

interface Actions {
  dataset: Dataset;
  rename: () => void;
  anew: () => void;
  over: (what: "annotate" | "import") => void;
}

function RowMenu({ dataset, rename, anew, over }: Actions) {
  const { t } = useTranslation("datasets");
  const toast = useToast();
  const confirm = useConfirm();
  const remove = useMutation({ ...deleteDataset, onError: toast.failed });
  const cancel = useMutation({ ...cancelExtraction, onError: toast.failed });
  const { id, name, frames: count } = dataset;
  const ask = async () => {
    const question = { title: t("deleteTitle", { name }), consequence: t("deleteWhy", { count }), action: t("delete") };
    if (await confirm(question)) remove.mutate(id, { onSuccess: () => toast.done(t("deleted")) });
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="lg" aria-label={t("actions", { name })} translate="no">
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={rename}>
          {t("rename")}
        </Menu.Item>
        {dataset.state === "extracting" ? (
          <Menu.Item leftSection={<IconPlayerStop size={16} aria-hidden />} onClick={() => cancel.mutate(id)}>
            {t("cancelTaking")}
          </Menu.Item>
        ) : (
          // What is drawn is drawn the same each time.
          !dataset.rendering && (
            <Menu.Item leftSection={<IconRefresh size={16} aria-hidden />} onClick={anew}>
              {t("anew")}
            </Menu.Item>
          )
        )}
        <Menu.Item leftSection={<IconMessageChatbot size={16} aria-hidden />} onClick={() => over("annotate")}>
          {t("annotate.action")}
        </Menu.Item>
        <Menu.Item leftSection={<IconUpload size={16} aria-hidden />} onClick={() => over("import")}>
          {t("import.action")}
        </Menu.Item>
        <Menu.Item c="var(--mantine-color-error)" leftSection={<IconTrash size={16} aria-hidden />} onClick={ask}>
          {t("delete")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
