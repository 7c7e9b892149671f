/** One filter: its choices as chips, or as a select where there are many. */
import { Chip, Group, Select } from "@mantine/core";
import type { Filter } from "./Toolbar";

const FEW = 6;

interface Props {
  filter: Filter;
  chosen: string | undefined;
  choose: (value: string | undefined) => void;
}

export function FilterChips({ filter, chosen, choose }: Props) {
  if (filter.options.length > FEW)
    return (
      <Select
        aria-label={filter.label}
        placeholder={filter.label}
        data={filter.options}
        value={chosen ?? null}
        onChange={(value) => choose(value ?? undefined)}
        clearable
        searchable
        w="12rem"
        miw="10rem"
      />
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
