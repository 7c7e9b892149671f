/** The same rows on a phone: a card each, its title and state on top, the rest as lines. */
import { Box, Checkbox, DataList, Group, Paper, Stack } from "@mantine/core";
import type { ReactTable, RowData } from "@tanstack/react-table";
import { useTranslation } from "react-i18next";
import type { features } from "./columns";
import { useWindowed } from "./windowed";

const CARD_HEIGHT = 180;

export function Cards<Row extends RowData>({
  table,
  label,
  nameOf,
}: {
  table: ReactTable<typeof features, Row>;
  label: string;
  /** What a row is called; given where rows can be chosen */
  nameOf?: (row: Row) => string;
}) {
  const { t } = useTranslation();
  const rows = table.getRowModel().rows;
  const { place, shown, above, below, measure } = useWindowed<HTMLDivElement>(rows.length, CARD_HEIGHT);
  const heads = new Map(
    table.getHeaderGroups().flatMap((group) => group.headers.map((head) => [head.column.id, head])),
  );
  return (
    <Stack
      gap={0}
      component="ul"
      ref={place}
      p={0}
      m={0}
      aria-label={label}
      style={{ listStyle: "none", paddingBlock: `${above}px ${below}px` }}
    >
      {shown.flatMap((index) => {
        const row = rows[index];
        if (!row) return [];
        const cells = row.getVisibleCells();
        const at = (place: "title" | "corner" | undefined) =>
          cells.filter((cell) => cell.column.columnDef.meta?.card === place);
        return (
          <Box key={row.id} component="li" pb="sm" ref={measure} data-index={index}>
            <Paper p="md">
              <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
                {nameOf && (
                  <Checkbox
                    aria-label={t("list.choose", { name: nameOf(row.original) })}
                    checked={row.getIsSelected()}
                    onChange={row.getToggleSelectedHandler()}
                  />
                )}
                <Box fw={600} miw={0} flex={1}>
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
      })}
    </Stack>
  );
}
