/** The components of several sessions as one figure, with the numbers beside it. */
import { Anchor, Group, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PolarAngleAxis, PolarGrid, PolarRadiusAxis, RadarChart, Radar as Shape } from "recharts";
import { useFormats } from "@/words/format";
import classes from "./Radar.module.css";

interface Session {
  id?: string;
  created_at: string;
  components?: Record<string, number | null>;
}

const SIZE = 200;
const SCALE: [number, number] = [1, 10];
const GRID = "var(--mantine-color-default-border)";
const NOW = { stroke: "var(--mantine-primary-color-filled)", strokeWidth: 2, fillOpacity: 0.2 };
const BEFORE = { stroke: "var(--mantine-color-dimmed)", strokeDasharray: "5 3", fillOpacity: 0 };

export function Radar({ now, before }: { now: Session; before: Session[] }) {
  const { t } = useTranslation("review");
  const { date, mark } = useFormats();
  const codes = Object.keys(now.components ?? {});
  const sessions = [now, ...before];
  const whole = sessions.filter(({ components = {} }) => codes.every((code) => components[code] != null));
  return (
    <Group align="center" gap="md">
      <div className={classes.radar} aria-hidden>
        <RadarChart
          width={SIZE}
          height={SIZE}
          outerRadius="68%"
          data={codes.map((code) => ({ code }))}
          accessibilityLayer={false}
        >
          <PolarGrid stroke={GRID} />
          <PolarAngleAxis dataKey="code" tick={{ fill: "var(--mantine-color-text)", fontSize: 12 }} />
          <PolarRadiusAxis domain={SCALE} tick={false} axisLine={false} />
          {[...whole].reverse().map((session) => (
            <Shape
              key={session.created_at}
              dataKey={({ code }: { code: string }) => session.components?.[code] ?? 0}
              isAnimationActive={false}
              fill="var(--mantine-primary-color-filled)"
              {...(session === now ? NOW : BEFORE)}
            />
          ))}
        </RadarChart>
      </div>
      <Table flex="1 1 14rem" w="auto" verticalSpacing={4} aria-label={t("history.title")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("history.session")}</Table.Th>
            {codes.map((code) => (
              <Table.Th key={code} ta="right">
                {code}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sessions.map((session) => (
            <Table.Tr key={session.created_at}>
              <Table.Td>
                {session.id ? (
                  <Anchor component={Link} to={`/analyses/${session.id}`} size="sm">
                    {date(session.created_at)}
                  </Anchor>
                ) : (
                  <Text size="sm" fw={650}>
                    {date(session.created_at)}
                  </Text>
                )}
              </Table.Td>
              {codes.map((code) => {
                const score = session.components?.[code];
                return (
                  <Table.Td key={code} ta="right">
                    {score == null ? "–" : mark(score)}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Group>
  );
}
