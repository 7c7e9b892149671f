/** The same rows on a phone: a card each, its title and state on top, the rest as lines. */
import { Box, Checkbox, DataList, Group, Paper, Stack } from "@mantine/core";
import type { ReactTable, RowData } from "@tanstack/react-table";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { features } from "./columns";
import { type Drawn, drawnAlike, drawnRows, useWindowed } from "./windowed";

type Made<Data extends RowData> = ReactTable<typeof features, Data>;
const CARD_HEIGHT = 180;

interface Props<Data extends RowData> {
  table: Made<Data>;
  label: string;
  /** What a row is called; given where rows can be chosen */
  nameOf?: (row: Data) => string;
}

export function Cards<Data extends RowData>({ table, label, nameOf }: Props<Data>) {
  const rows = table.getRowModel().rows;
  const windowed = useWindowed<HTMLDivElement>(rows.length, CARD_HEIGHT);
  const { place, above, below } = windowed;
  const columns = table
    .getVisibleLeafColumns()
    .map((column) => column.id)
    .join();
  return (
    <Stack
      gap={0}
      component="ul"
      ref={place}
      m={0}
      aria-label={label}
      style={{ listStyle: "none", padding: `${above}px 0 ${below}px` }}
    >
      {drawnRows(table, columns, windowed, nameOf).map((one) => (
        <OneCard key={one.row.id} {...one} />
      ))}
    </Stack>
  );
}

const OneCard = memo(function OneCard({ table, row, index, measure, name, chosen }: Drawn) {
  const { t } = useTranslation();
  const heads = new Map(
    table.getHeaderGroups().flatMap((group) => group.headers.map((head) => [head.column.id, head])),
  );
  const cells = row.getVisibleCells();
  const at = (place: "title" | "corner" | "menu" | undefined) =>
    cells.filter((cell) => cell.column.columnDef.meta?.card === place);
  return (
    <Box component="li" pb="sm" ref={measure} data-index={index}>
      <Paper p="md">
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
          {name !== undefined && (
            <Checkbox
              aria-label={t("list.choose", { name })}
              translate="no"
              checked={chosen}
              onChange={row.getToggleSelectedHandler()}
            />
          )}
          {/* A long title takes the line; what stands in the corner then stands below it. */}
          <Group justify="space-between" align="flex-start" gap="xs" flex={1} miw={0}>
            <Box fw={600} miw={0} maw="100%" flex="1 1 max-content">
              {at("title").map((cell) => (
                <table.FlexRender key={cell.id} cell={cell} />
              ))}
            </Box>
            <Box flex="none" maw="60%">
              {at("corner").map((cell) => (
                <table.FlexRender key={cell.id} cell={cell} />
              ))}
            </Box>
          </Group>
          {at("menu").map((cell) => (
            <table.FlexRender key={cell.id} cell={cell} />
          ))}
        </Group>
        {at(undefined).length > 0 && (
          <DataList mt="sm" gap={4} size="sm" labelWidth="40%">
            {at(undefined).map((cell) => {
              const head = heads.get(cell.column.id);
              return (
                <DataList.Item key={cell.id}>
                  <DataList.ItemLabel maw="40%">{head && <table.FlexRender header={head} />}</DataList.ItemLabel>
                  <DataList.ItemValue miw={0}>
                    <table.FlexRender cell={cell} />
                  </DataList.ItemValue>
                </DataList.Item>
              );
            })}
          </DataList>
        )}
      </Paper>
    </Box>
  );
}, drawnAlike);
