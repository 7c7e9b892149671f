/** The same rows on a phone: a card each, its title and state on top, the rest as lines. */
import { Box, DataList, Group, Paper, Stack } from "@mantine/core";
import type { ReactTable, RowData } from "@tanstack/react-table";
import type { features } from "./columns";

export function Cards<Row extends RowData>({
  table,
  label,
}: {
  table: ReactTable<typeof features, Row>;
  label: string;
}) {
  const heads = new Map(
    table.getHeaderGroups().flatMap((group) => group.headers.map((head) => [head.column.id, head])),
  );
  return (
    <Stack gap="sm" component="ul" p={0} m={0} aria-label={label} style={{ listStyle: "none" }}>
      {table.getRowModel().rows.map((row) => {
        const cells = row.getVisibleCells();
        const at = (place: "title" | "corner" | undefined) =>
          cells.filter((cell) => cell.column.columnDef.meta?.card === place);
        return (
          <Paper key={row.id} p="md" component="li">
            <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
              <Box fw={600} miw={0}>
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
        );
      })}
    </Stack>
  );
}
