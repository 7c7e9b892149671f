/** All studios: created with their first admin, limited, suspended. */
import { Anchor, Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Studio } from "@/api/client";
import { Page } from "@/kit/Page";
import { Tag } from "@/kit/Tag";
import { columnsOf } from "@/kit/table/columns";
import { DataTable } from "@/kit/table/DataTable";
import { useFormats } from "@/words/format";
import { studios } from "./queries";
import { LIMITS, StudioForm } from "./StudioForm";

const column = columnsOf<Studio>();

export function Studios() {
  const { t } = useTranslation("studios");
  const { t: common } = useTranslation();
  const { number } = useFormats();
  const found = useQuery(studios.list());
  const [edited, setEdited] = useState<Studio | "new" | null>(null);
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("name", {
          header: common("called"),
          meta: { card: "title" },
          cell: ({ row: { original } }) => (
            <Anchor component="button" type="button" ta="left" fw={600} onClick={() => setEdited(original)}>
              {original.name}
            </Anchor>
          ),
        }),
        column.accessor("suspended", {
          header: t("state"),
          meta: { card: "corner" },
          enableGlobalFilter: false,
          cell: ({ getValue }) => (
            <Tag meaning={getValue() ? "bad" : "good"}>{getValue() ? t("suspended") : common("active.active")}</Tag>
          ),
        }),
        ...LIMITS.map((name) =>
          column.accessor((studio) => studio.limits[name] ?? undefined, {
            id: name,
            header: t(name),
            meta: { align: "right" },
            sortUndefined: "last",
            enableGlobalFilter: false,
            cell: ({ getValue }) => {
              const most = getValue();
              return most === undefined ? common("unlimited") : number(most);
            },
          }),
        ),
      ]),
    [t, common, number],
  );
  return (
    <Page
      context={t("context")}
      action={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited("new")}>
          {t("create")}
        </Button>
      }
    >
      <DataTable
        label={t("title")}
        columns={columns}
        rows={found.data}
        rowId={(studio) => studio.id}
        error={found.error}
        retry={() => void found.refetch()}
        empty={{ title: t("none") }}
        search={t("search")}
      />
      {edited && <StudioForm studio={edited === "new" ? null : edited} close={() => setEdited(null)} />}
    </Page>
  );
}
