/** The pose models of this installation: what they find, where they run, whether they are there. Platform admins change them. */
import { Anchor, Button, Group, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PoseModel } from "@/api/client";
import { useMay } from "@/features/account/queries";
import { options } from "@/kit/options";
import { Page } from "@/kit/Page";
import { Tag } from "@/kit/Tag";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import type { Meaning } from "@/kit/tokens";
import { useFormats } from "@/words/format";
import { ModelForm } from "./ModelForm";
import { BACKENDS } from "./networks";
import { models } from "./queries";

const STATES = ["ready", "missing", "noServer", "inactive"] as const;
type State = (typeof STATES)[number];
const MEANINGS: Record<State, Meaning> = { ready: "good", missing: "warn", noServer: "warn", inactive: "plain" };

function stateOf(model: PoseModel): State {
  if (!model.active) return "inactive";
  if (model.available) return "ready";
  return model.backend === "triton" ? "noServer" : "missing";
}

const column = columnsOf<PoseModel>();

export function Models() {
  const { t } = useTranslation("models");
  const { t: common } = useTranslation();
  const { number, percent } = useFormats();
  const may = useMay()("manage_platform");
  const found = useQuery(models.list());
  const [edited, setEdited] = useState<PoseModel | "new" | null>(null);
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor((model) => `${model.name} ${model.adapter}`, {
          id: "name",
          header: common("called"),
          meta: { card: "title" },
          cell: ({ row: { original } }) => <Name model={original} edit={may ? () => setEdited(original) : undefined} />,
        }),
        column.accessor("backend", {
          header: t("runsOn"),
          filterFn: "equalsString",
          enableGlobalFilter: false,
          cell: ({ getValue }) => t(`backend.${getValue()}`),
        }),
        column.accessor("keypoints", {
          header: t("finds"),
          enableGlobalFilter: false,
          cell: ({ getValue }) => t(`keypoints.${getValue() as "boxes"}`, { defaultValue: getValue() }),
        }),
        column.accessor("width", {
          header: t("input"),
          meta: { hidden: true },
          cell: ({ row: { original } }) => t("size", { width: original.width, height: original.height }),
        }),
        column.accessor("detector", {
          header: t("detector"),
          enableGlobalFilter: false,
          cell: ({ getValue }) => getValue() ?? "–",
        }),
        column.accessor((model) => model.stats?.oks_mean, {
          id: "quality",
          header: t("quality"),
          sortUndefined: "last",
          cell: ({ row: { original } }) =>
            original.stats
              ? t("measured", {
                  oks: number(original.stats.oks_mean, 2),
                  phantoms: percent(original.stats.phantom_rate, 1),
                  count: original.stats.frames,
                })
              : "–",
        }),
        column.accessor(stateOf, {
          id: "state",
          header: t("state"),
          meta: { card: "corner" },
          filterFn: "equalsString",
          enableGlobalFilter: false,
          cell: ({ getValue }) => <Tag meaning={MEANINGS[getValue()]}>{t(`is.${getValue()}`)}</Tag>,
        }),
      ]),
    [t, common, number, percent, may],
  );
  return (
    <Page
      context={t("context")}
      action={
        may && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited("new")}>
            {t("register")}
          </Button>
        )
      }
    >
      <DataTable
        label={t("title")}
        columns={columns}
        rows={found.data?.models}
        rowId={(model) => model.name}
        error={found.error}
        retry={() => void found.refetch()}
        empty={{ title: t("none") }}
        search={t("search")}
        filters={[
          { id: "backend", label: t("runsOn"), options: options(BACKENDS, (backend) => t(`backend.${backend}`)) },
          { id: "state", label: t("state"), options: options(STATES, (state) => t(`is.${state}`)) },
        ]}
      />
      {edited && found.data && (
        <ModelForm model={edited === "new" ? null : edited} registry={found.data} close={() => setEdited(null)} />
      )}
    </Page>
  );
}

function Name({ model, edit }: { model: PoseModel; edit: (() => void) | undefined }) {
  const { t } = useTranslation("models");
  return (
    <>
      <Group gap="xs">
        {edit ? (
          <Anchor component="button" type="button" ta="left" fw={600} onClick={edit}>
            {model.name}
          </Anchor>
        ) : (
          <Text fw={600}>{model.name}</Text>
        )}
        {model.default && <Tag meaning="accent">{t("default")}</Tag>}
        {!model.built_in && <Tag>{t("own")}</Tag>}
      </Group>
      <Text size="xs" c="dimmed" fw={400} style={{ overflowWrap: "anywhere" }}>
        {model.source}
        {model.version && ` · ${t("versionOf", { version: model.version })}`}
      </Text>
    </>
  );
}
