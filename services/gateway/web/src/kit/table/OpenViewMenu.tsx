/** How a list is shown: which columns, and, where there are no headings to press, in which order. */
import { Menu } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { RowData } from "@tanstack/react-table";
import { useTranslation } from "react-i18next";
import { ViewButton, type ViewProps } from "./ViewMenu";

export function OpenViewMenu<Row extends RowData>({ table, list, sortable, orders }: ViewProps<Row>) {
  const { t } = useTranslation();
  const named = table
    .getAllLeafColumns()
    .filter((column) => typeof column.columnDef.header === "string" && column.columnDef.header);
  const show = (id: string, on: boolean) =>
    list.change({
      columns: table
        .getAllLeafColumns()
        .filter((column) => (column.id === id ? on : column.getIsVisible()))
        .map((column) => column.id)
        .join("."),
    });
  return (
    <Menu position="bottom-end" closeOnItemClick={false} defaultOpened>
      <Menu.Target>
        <ViewButton />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("list.columns")}</Menu.Label>
        {named.map((column) => (
          <Menu.CheckboxItem
            key={column.id}
            disabled={column.columnDef.meta?.card === "title"}
            checked={column.getIsVisible()}
            onChange={(on) => show(column.id, on)}
          >
            {String(column.columnDef.header)}
          </Menu.CheckboxItem>
        ))}
        {orders && <Menu.Label>{t("list.order")}</Menu.Label>}
        {orders && (
          <Menu.RadioGroup value={list.sort ?? orders[0]?.value ?? ""} onChange={(sort) => list.change({ sort })}>
            {orders.map(({ value, label }) => (
              <Menu.RadioItem key={value} value={value}>
                {label}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        )}
        {sortable && <Menu.Label>{t("list.order")}</Menu.Label>}
        {sortable &&
          named
            .filter((column) => column.getCanSort())
            .map((column) => {
              const sorted = column.getIsSorted();
              const Sign = sorted === "desc" ? IconArrowDown : IconArrowUp;
              return (
                <Menu.Item
                  key={column.id}
                  rightSection={sorted && <Sign size={14} aria-hidden />}
                  onClick={() => column.toggleSorting(sorted === "asc")}
                >
                  {String(column.columnDef.header)}
                </Menu.Item>
              );
            })}
      </Menu.Dropdown>
    </Menu>
  );
}
