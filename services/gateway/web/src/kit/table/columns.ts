/** What our tables can do, and how a page says its columns. */
import {
  type ColumnDef,
  type ColumnHelper,
  columnFilteringFeature,
  columnVisibilityFeature,
  createColumnHelper,
  createFilteredRowModel,
  createPaginatedRowModel,
  createSortedRowModel,
  filterFn_arrHas,
  filterFn_equalsString,
  filterFn_includesString,
  globalFilteringFeature,
  type RowData,
  rowPaginationFeature,
  rowSelectionFeature,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  sortFn_text,
  tableFeatures,
} from "@tanstack/react-table";

export interface ColumnFacts {
  /** Where it stands on a phone's card: its title, its corner, a menu beside both, not at all; else a line of its own */
  card?: "title" | "corner" | "menu" | "none";
  align?: "right";
  /** Not shown until it is chosen */
  hidden?: boolean;
  /** Share of a long list's width, where columns must not move while rows come and go */
  width?: string;
}

export const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  filteredRowModel: createFilteredRowModel(),
  filterFns: { includesString: filterFn_includesString, equalsString: filterFn_equalsString, arrHas: filterFn_arrHas },
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, text: sortFn_text, basic: sortFn_basic },
  columnVisibilityFeature,
  rowSelectionFeature,
  rowPaginationFeature,
  paginatedRowModel: createPaginatedRowModel(),
  columnMeta: {} as ColumnFacts,
});

// biome-ignore lint/suspicious/noExplicitAny: columns of different values stand in one list
export type Column<Row extends RowData> = ColumnDef<typeof features, Row, any>;

/** `columnsOf<User>()` gives what makes columns of users. */
export const columnsOf = <Row extends RowData>(): ColumnHelper<typeof features, Row> =>
  createColumnHelper<typeof features, Row>();
