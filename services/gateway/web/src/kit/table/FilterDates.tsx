/** A filter of days: from one, until another, or both. */
import { Button, Group, Popover, Stack, TextInput } from "@mantine/core";
import { IconCalendar } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/words/format";
import { daysOf } from "./days";
import type { FilterProps } from "./FilterChips";

export function FilterDates({ filter, chosen, choose }: FilterProps) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const { first, last } = daysOf(chosen);
  const change = (from: string, until: string) => choose(from || until ? `${from}..${until}` : undefined);
  const said = [first && date(first), last && date(last)].map((day) => day || "…").join(" – ");
  return (
    <Popover position="bottom-start" withinPortal trapFocus>
      <Popover.Target>
        <Button
          variant={chosen ? "light" : "default"}
          fw={400}
          leftSection={<IconCalendar size={14} aria-hidden />}
          miw="max-content"
        >
          {chosen ? said : filter.label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Group gap="sm" grow>
            <TextInput
              type="date"
              label={t("list.from")}
              value={first}
              max={last || undefined}
              onChange={(event) => change(event.currentTarget.value, last)}
            />
            <TextInput
              type="date"
              label={t("list.until")}
              value={last}
              min={first || undefined}
              onChange={(event) => change(first, event.currentTarget.value)}
            />
          </Group>
          {chosen && (
            <Button variant="default" size="xs" onClick={() => choose(undefined)}>
              {t("list.anyTime")}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
