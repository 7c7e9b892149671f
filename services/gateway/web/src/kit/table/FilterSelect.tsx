/** A filter with more choices than fit as chips. */
import { Select } from "@mantine/core";
import type { FilterProps } from "./FilterChips";

export function FilterSelect({ filter, chosen, choose }: FilterProps) {
  return (
    <Select
      aria-label={filter.label}
      placeholder={filter.label}
      data={filter.options === "dates" ? [] : filter.options}
      value={chosen ?? null}
      onChange={(value) => choose(value ?? undefined)}
      clearable
      searchable
      w={{ base: "100%", sm: "11rem" }}
    />
  );
}
