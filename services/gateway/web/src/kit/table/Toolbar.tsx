/** Over a list: search, filters, order and columns. */
import { ActionIcon, CloseButton, Group, TextInput } from "@mantine/core";
import { useDebouncedCallback, useDidUpdate } from "@mantine/hooks";
import { IconFilter, IconSearch } from "@tabler/icons-react";
import type { ReactTable, RowData } from "@tanstack/react-table";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePhone } from "../usePhone";
import type { features } from "./columns";
import { FilterChips } from "./FilterChips";
import classes from "./Toolbar.module.css";
import type { ListState } from "./useListState";
import { ViewMenu } from "./ViewMenu";

const TYPING = 250;

export interface Choice {
  value: string;
  label: string;
}

export interface Filter {
  /** The column's id, and its name in the address */
  id: string;
  label: string;
  /** What may be chosen; "dates" asks for a first and a last day, either of which may be left out: `2026-01-01..` */
  options: Choice[] | "dates";
  /** As a select, though there are few: where other chips stand beside it. On a phone behind a button, like dates */
  compact?: boolean;
}

interface Props<Row extends RowData> {
  table: ReactTable<typeof features, Row>;
  list: ListState;
  search?: string;
  filters: Filter[];
  tools?: ReactNode;
  sortable: boolean;
  orders?: Choice[];
}

export function Toolbar<Row extends RowData>({ table, list, search, filters, tools, sortable, orders }: Props<Row>) {
  const { t } = useTranslation();
  const phone = usePhone();
  const chips = filters.filter((filter) => !filter.compact && filter.options !== "dates");
  const others = filters.filter((filter) => !chips.includes(filter));
  const used = others.filter((filter) => list.filter(filter.id) !== undefined).length;
  const [wanted, setWanted] = useState(false);
  const show = (filter: Filter) => (
    <FilterChips
      key={filter.id}
      filter={filter}
      chosen={list.filter(filter.id)}
      choose={(value) => list.change({ [filter.id]: value })}
    />
  );
  return (
    <Group gap="sm" align="center">
      {search && <Search words={search} list={list} alone={filters.length === 0} />}
      {filters.length > 0 && (
        <div className={classes.filters}>
          {chips.map(show)}
          {!phone && others.map(show)}
        </div>
      )}
      <Group gap="sm" ml="auto" wrap="nowrap">
        {tools}
        {phone && others.length > 0 && (
          <ActionIcon
            size="lg"
            variant={used > 0 ? "light" : "default"}
            color={used > 0 ? "accent" : undefined}
            aria-label={t("list.filters", { count: used })}
            aria-expanded={wanted}
            onClick={() => setWanted(!wanted)}
          >
            <IconFilter size={18} aria-hidden />
          </ActionIcon>
        )}
        <ViewMenu table={table} list={list} sortable={sortable} orders={orders} />
      </Group>
      {phone && wanted && <div className={classes.others}>{others.map(show)}</div>}
    </Group>
  );
}

/** `alone`: on a phone it shares its line with what stands at its end. */
function Search({ words, list, alone }: { words: string; list: ListState; alone: boolean }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(list.search);
  const sent = useRef(list.search);
  const send = useDebouncedCallback((text: string) => {
    sent.current = text;
    list.change({ q: text || undefined });
  }, TYPING);
  // Cleared, or gone back to, somewhere else than in this field.
  useDidUpdate(() => {
    if (list.search !== sent.current) setTyped(list.search);
    sent.current = list.search;
  }, [list.search]);
  const type = (text: string) => {
    setTyped(text);
    send(text);
  };
  return (
    <TextInput
      className={alone ? classes.alone : classes.search}
      type="search"
      aria-label={words}
      placeholder={words}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={typed && <CloseButton size="sm" aria-label={t("list.clearSearch")} onClick={() => type("")} />}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}
