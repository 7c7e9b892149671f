/** The quality report of a recording: each line with what was measured, its limit, a verdict, and what to do about it. */
import { Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { QualityLine, Verdict } from "@/api/client";
import { useFormats } from "@/words/format";
import { Tag } from "./Tag";
import type { Meaning } from "./tokens";

const MEANINGS: Record<Verdict, Meaning> = { good: "good", warning: "warn", unusable: "bad" };
const SIGNS = {
  good: <IconCheck size={12} aria-hidden />,
  warning: <IconAlertTriangle size={12} aria-hidden />,
  unusable: <IconX size={12} aria-hidden />,
};
/** Decimals of the numbers that are said */
const DIGITS: Record<string, number> = { shift: 1, rate: 1, shoulders: 2, least: 2 };

export function QualityLines({ lines }: { lines: QualityLine[] }) {
  return (
    <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
      {lines.map((line) => (
        <Line key={line.name} line={line} />
      ))}
    </Stack>
  );
}

function Line({ line }: { line: QualityLine }) {
  const { t } = useTranslation();
  const say = useQualityWords();
  const { title, measured, limit, advice } = say(line);
  return (
    <Group component="li" justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
      <div>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Text size="sm">
          {measured}
          {limit && (
            <Text span size="sm" c="dimmed">
              {" "}
              ({limit})
            </Text>
          )}
        </Text>
        {advice && (
          <Text size="sm" c="dimmed">
            {advice}
          </Text>
        )}
      </div>
      <Tag meaning={MEANINGS[line.verdict]} leftSection={SIGNS[line.verdict]}>
        {t(`quality.verdict.${line.verdict}`)}
      </Tag>
    </Group>
  );
}

/** In the reader's language, by the line's name; the server's English where there are no words for it. */
function useQualityWords() {
  const { t, i18n } = useTranslation();
  const { number, percent, duration, unit } = useFormats();
  return ({ name, verdict, facts = {}, ...line }: QualityLine) => {
    const told = Object.fromEntries(
      Object.entries(facts).map(([key, value]) => {
        if (typeof value === "string") return [key, value];
        if (key === "share") return [key, percent(value)];
        if (key === "megabytes") return [key, unit(value, "megabyte", 1)];
        if (key === "seconds") return [key, duration(value)];
        return [key, number(value, DIGITS[key] ?? 0)];
      }),
    );
    // The keys are made of the line's name; a name without words is caught by the fallback.
    const word = (part: string, fallback: string) => {
      const key = `quality.${name}.${part}`;
      return i18n.exists(key) ? (t as (key: string, told: object) => string)(key, told) : fallback;
    };
    const kind = facts.sound ?? facts.way;
    const measured = kind ? word(`${kind}`, line.measured) : word("measured", line.measured);
    const wandering = facts.constant === "false" ? `, ${t("quality.notConstant")}` : "";
    return {
      title: word("title", name),
      measured: Object.keys(facts).length > 0 ? measured + wandering : line.measured,
      limit: word("limit", line.limit),
      advice: verdict === "good" ? "" : word("advice", line.advice),
    };
  };
}
