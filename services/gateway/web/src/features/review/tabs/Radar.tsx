/** The components of several sessions as one figure, with the numbers beside it. */
import { Anchor, Group, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/words/format";
import classes from "./Radar.module.css";

interface Session {
  id?: string;
  created_at: string;
  components?: Record<string, number | null>;
}

const MIDDLE = 50;
const RADIUS = 40;

/** Corners from the top, clockwise; 1 point is the middle, 10 the rim. */
function corner(index: number, of: number, score: number): [number, number] {
  const angle = (2 * Math.PI * index) / of - Math.PI / 2;
  const reach = (RADIUS * (score - 1)) / 9;
  return [MIDDLE + reach * Math.cos(angle), MIDDLE + reach * Math.sin(angle)];
}

export function Radar({ now, before }: { now: Session; before: Session[] }) {
  const { t } = useTranslation("review");
  const { date, mark } = useFormats();
  const codes = Object.keys(now.components ?? {});
  const outline = ({ components = {} }: Session) =>
    codes.every((code) => components[code] != null)
      ? codes.map((code, index) => corner(index, codes.length, components[code] ?? 1).join(" ")).join("L")
      : null;
  const sessions = [now, ...before];
  return (
    <Group align="center" gap="md">
      <svg viewBox="0 0 100 100" className={classes.radar} aria-hidden>
        {[4, 7, 10].map((score) => (
          <path
            key={score}
            className={classes.grid}
            d={`M${codes.map((_, i) => corner(i, codes.length, score).join(" ")).join("L")}Z`}
          />
        ))}
        {[...sessions].reverse().map((session) => {
          const path = outline(session);
          return (
            path && (
              <path
                key={session.created_at}
                className={session === now ? classes.now : classes.before}
                d={`M${path}Z`}
              />
            )
          );
        })}
        {codes.map((code, index) => {
          const [x, y] = corner(index, codes.length, 11.3);
          return (
            <text key={code} x={x} y={y + 2} className={classes.code}>
              {code}
            </text>
          );
        })}
      </svg>
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
