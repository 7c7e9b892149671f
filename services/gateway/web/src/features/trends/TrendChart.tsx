/** Lines over time. Each component has its colour, its dashes and its letters at the end of the line. */
import { useTranslation } from "react-i18next";
import {
  CartesianGrid,
  LabelList,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { useMetricWords } from "@/features/metrics/queries";
import { useFormats } from "@/words/format";
import type { Point } from "./points";

const STROKES = [
  { stroke: "var(--mantine-primary-color-filled)", strokeDasharray: undefined },
  { stroke: "var(--follow)", strokeDasharray: "8 3" },
  { stroke: "var(--text-good)", strokeDasharray: "2 3" },
  { stroke: "var(--mantine-color-dimmed)", strokeDasharray: "10 3 2 3" },
];
const SCALE = { components: [1, 10], total: [4, 40] };
const TICKS = { components: [1, 4, 7, 10], total: [4, 10, 20, 30, 40] };
/** More points than this stand so close that only their line is drawn */
const DOTTED = 40;
const MARGIN = { top: 8, right: 40, bottom: 4, left: 0 };

interface Props {
  points: Point[];
  codes: string[];
  /** The total, not the components */
  total: boolean;
  height: number;
}

export function TrendChart({ points, codes, total, height }: Props) {
  const { t } = useTranslation("trends");
  const { date, mark } = useFormats();
  const { component } = useMetricWords();
  const kind = total ? "total" : "components";
  const lines = total ? [{ key: "total", name: t("total") }] : codes.map((code) => ({ key: code, name: code }));
  const rows = points.map((point) => ({ at: point.at, total: point.total, ...point.marks }));
  const last = rows.length - 1;
  const axis = { stroke: "var(--mantine-color-dimmed)", fontSize: 12, tickLine: false };
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart data={rows} margin={MARGIN} accessibilityLayer>
        <CartesianGrid stroke="var(--mantine-color-default-border)" vertical={false} />
        <XAxis
          {...axis}
          dataKey="at"
          type="number"
          scale="time"
          domain={["dataMin", "dataMax"]}
          tickFormatter={(at: number) => date(at)}
          padding={{ left: 24, right: 24 }}
          minTickGap={48}
        />
        <YAxis {...axis} domain={SCALE[kind]} ticks={TICKS[kind]} width={36} />
        <Tooltip
          labelFormatter={(at) => date(Number(at))}
          formatter={(value, name) => [mark(Number(value)), [name, component(String(name))].filter(Boolean).join(" ")]}
          contentStyle={{ background: "var(--card)", borderColor: "var(--mantine-color-default-border)" }}
          itemStyle={{ color: "var(--mantine-color-text)" }}
        />
        {!total && <Legend itemSorter={null} formatter={(name: string) => <Named code={name} />} />}
        {lines.map(({ key, name }, index) => (
          <Line
            key={key}
            dataKey={key}
            name={name}
            type="linear"
            strokeWidth={2}
            dot={rows.length <= DOTTED && { r: 4, strokeDasharray: "none" }}
            isAnimationActive={false}
            connectNulls
            {...STROKES[index % STROKES.length]}
          >
            <LabelList
              dataKey={key}
              position="right"
              fontSize={12}
              fill="var(--mantine-color-text)"
              content={({ x, y, index: at }) =>
                at === last ? (
                  <text x={Number(x) + 8} y={Number(y) + 4} fontSize={12} fill="var(--mantine-color-text)">
                    {name}
                  </text>
                ) : null
              }
            />
          </Line>
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}

/** In the colour of text: a line's own is not dark enough to read by. */
function Named({ code }: { code: string }) {
  const { component } = useMetricWords();
  return (
    <span style={{ color: "var(--mantine-color-text)" }}>{[code, component(code)].filter(Boolean).join(" ")}</span>
  );
}
