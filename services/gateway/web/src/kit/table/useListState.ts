/** What is searched, filtered, sorted and shown, kept in the address: a list can be sent as a link and gone back to. */
import { useNavigate, useSearch } from "@tanstack/react-router";

export interface ListState {
  search: string;
  /** A column's id, with a minus before it when the last comes first */
  sort: string | undefined;
  /** The ids of shown columns; undefined while nobody has chosen */
  columns: string[] | undefined;
  filter: (id: string) => string | undefined;
  /** Undefined takes a part out of the address */
  change: (parts: Record<string, string | undefined>) => void;
}

export function useListState(): ListState {
  const address = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const part = (id: string) => (address[id] === undefined ? undefined : String(address[id]));
  return {
    search: part("q") ?? "",
    sort: part("sort"),
    columns: part("columns")?.split("."),
    filter: part,
    change: (parts) =>
      void navigate({
        to: ".",
        search: (old: Record<string, unknown>) => ({ ...old, ...parts }),
        replace: true,
        resetScroll: false,
      }),
  };
}
