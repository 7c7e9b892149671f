/** Bars of months, each in parts that have a colour, a pattern of edges and a name. */
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useFormats } from "@/words/format";
import { type Month, ticksOf } from "./months";

const FILLS = [
  "var(--mantine-primary-color-filled)",
  "var(--follow)",
  "var(--text-good)",
  "var(--mantine-color-dimmed)",
  "var(--lead)",
];
const MARGIN = { top: 8, right: 8, bottom: 4, left: 8 };
const EXACT = 6;
const sum = (parts: number[]) => parts.reduce((all, one) => all + one, 0);

interface Props {
  months: Month[];
  keys: string[];
  nameOf: (key: string) => string;
  height: number;
}

export function SpendChart({ months, keys, nameOf, height }: Props) {
  const { money, month } = useFormats();
  const rows = months.map((one) => ({ month: one.month, ...one.costs }));
  const { ticks, digits } = ticksOf(Math.max(0, ...months.map((one) => sum(Object.values(one.costs)))));
  const axis = { stroke: "var(--mantine-color-dimmed)", fontSize: 12, tickLine: false };
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart data={rows} margin={MARGIN} accessibilityLayer>
        <CartesianGrid stroke="var(--mantine-color-default-border)" vertical={false} />
        <XAxis {...axis} dataKey="month" tickFormatter={(at: string) => month(at)} />
        <YAxis
          {...axis}
          width={72}
          ticks={ticks}
          domain={[0, ticks.at(-1) ?? 0]}
          tickFormatter={(dollars: number) => money(dollars, digits)}
        />
        <Tooltip
          labelFormatter={(at) => month(String(at))}
          formatter={(value, name) => [money(Number(value), EXACT), name]}
          cursor={{ fill: "var(--mantine-color-default-hover)" }}
          contentStyle={{ background: "var(--card)", borderColor: "var(--mantine-color-default-border)" }}
          itemStyle={{ color: "var(--mantine-color-text)" }}
        />
        <Legend formatter={(name: string) => <span style={{ color: "var(--mantine-color-text)" }}>{name}</span>} />
        {keys.map((key, index) => (
          <Bar
            key={key}
            dataKey={key}
            name={nameOf(key)}
            stackId="month"
            fill={FILLS[index % FILLS.length]}
            stroke="var(--card)"
            maxBarSize={64}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
