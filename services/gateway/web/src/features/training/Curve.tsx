/** OKS and loss, look by look: two lines, each with its own scale. */

import { useTranslation } from "react-i18next";
import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { TrainingRunDetails } from "@/api/client";
import { useFormats } from "@/words/format";

const MARGIN = { top: 8, right: 8, bottom: 4, left: 0 };
const HEIGHT = 280;

export function Curve({ points }: { points: TrainingRunDetails["curve"] }) {
  const { t } = useTranslation("training");
  const { number } = useFormats();
  // Before the first step nothing has been lost yet.
  const rows = points.map(({ step, oks, loss }) => ({ step, oks, loss: step === 0 ? undefined : loss }));
  const axis = { stroke: "var(--mantine-color-dimmed)", fontSize: 12, tickLine: false };
  return (
    <ResponsiveContainer width="100%" height={HEIGHT}>
      <LineChart data={rows} margin={MARGIN} accessibilityLayer>
        <CartesianGrid stroke="var(--mantine-color-default-border)" vertical={false} />
        <XAxis
          {...axis}
          dataKey="step"
          type="number"
          domain={["dataMin", "dataMax"]}
          tickFormatter={(step: number) => number(step)}
          minTickGap={32}
        />
        <YAxis {...axis} yAxisId="oks" domain={[0, 1]} width={44} tickFormatter={(oks: number) => number(oks, 2)} />
        <YAxis
          {...axis}
          yAxisId="loss"
          orientation="right"
          domain={[0, "auto"]}
          width={44}
          tickFormatter={(loss: number) => number(loss, 1)}
        />
        <Tooltip
          labelFormatter={(step) => t("step", { step: number(Number(step)) })}
          formatter={(value, name) => [number(Number(value), 3), name]}
          contentStyle={{ background: "var(--card)", borderColor: "var(--mantine-color-default-border)" }}
          itemStyle={{ color: "var(--mantine-color-text)" }}
        />
        <Legend
          itemSorter={null}
          formatter={(name: string) => <span style={{ color: "var(--mantine-color-text)" }}>{name}</span>}
        />
        <Line
          yAxisId="oks"
          dataKey="oks"
          name={t("oks")}
          stroke="var(--mantine-primary-color-filled)"
          strokeWidth={2}
          isAnimationActive={false}
        />
        <Line
          yAxisId="loss"
          dataKey="loss"
          name={t("loss")}
          stroke="var(--follow)"
          strokeDasharray="8 3"
          strokeWidth={2}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  );
}
