/** How a list is shown; the menu comes when it is asked for. */
import { ActionIcon } from "@mantine/core";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import type { ReactTable, RowData } from "@tanstack/react-table";
import { type ComponentProps, type ComponentType, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { lazily } from "../lazily";
import type { features } from "./columns";
import type { Choice } from "./Toolbar";
import type { ListState } from "./useListState";

export interface ViewProps<Row extends RowData> {
  table: ReactTable<typeof features, Row>;
  list: ListState;
  sortable: boolean;
  /** Orders that the server knows, the first one where none is chosen */
  orders?: Choice[];
}

const load = () => import("./OpenViewMenu");

export function ViewMenu<Row extends RowData>(props: ViewProps<Row>) {
  const [Open, setOpen] = useState<ComponentType<ViewProps<Row>> | null>(null);
  const closed = (
    <ViewButton
      aria-haspopup="menu"
      onClick={() => setOpen(() => lazily(load, "OpenViewMenu") as ComponentType<ViewProps<Row>>)}
    />
  );
  if (!Open) return closed;
  return (
    <Suspense fallback={closed}>
      <Open {...props} />
    </Suspense>
  );
}

export function ViewButton({ color: _, ...rest }: ComponentProps<"button">) {
  const { t } = useTranslation();
  return (
    <ActionIcon size="lg" variant="default" aria-label={t("list.view")} title={t("list.view")} {...rest}>
      <IconAdjustmentsHorizontal size={18} aria-hidden />
    </ActionIcon>
  );
}
