/** One filter: its choices as chips, or as a select where there are many. */

import { Chip, Group } from "@mantine/core";
import { Suspense } from "react";
import { lazily } from "@/kit/lazily";
import type { Filter } from "./Toolbar";

const FEW = 6;
const FilterDates = lazily(() => import("./FilterDates"), "FilterDates");
const FilterSelect = lazily(() => import("./FilterSelect"), "FilterSelect");

export interface FilterProps {
  filter: Filter;
  chosen: string | undefined;
  choose: (value: string | undefined) => void;
}

export function FilterChips({ filter, chosen, choose }: FilterProps) {
  if (filter.options === "dates")
    return (
      <Suspense>
        <FilterDates filter={filter} chosen={chosen} choose={choose} />
      </Suspense>
    );
  if (filter.compact || filter.options.length > FEW)
    return (
      <Suspense>
        <FilterSelect filter={filter} chosen={chosen} choose={choose} />
      </Suspense>
    );
  return (
    <Group gap={6} wrap="nowrap" role="group" aria-label={filter.label}>
      {filter.options.map(({ value, label }) => (
        <Chip
          key={value}
          size="sm"
          variant="light"
          checked={chosen === value}
          onChange={(on) => choose(on ? value : undefined)}
        >
          {label}
        </Chip>
      ))}
    </Group>
  );
}
