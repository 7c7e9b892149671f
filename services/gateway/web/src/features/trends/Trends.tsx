/** How a couple's scores have gone: a line for each component, or the total, and the same as a table. */

import { Card, Group, SegmentedControl, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Couple } from "@/api/client";
import { analyses } from "@/features/analyses/queries";
import { Empty } from "@/kit/Empty";
import { lazily } from "@/kit/lazily";
import { options } from "@/kit/options";
import { Trouble } from "@/kit/Trouble";
import { useListState } from "@/kit/table/useListState";
import { codesOf, dancesOf, pointsOf } from "./points";
import { TrendTable } from "./TrendTable";

const TrendChart = lazily(() => import("./TrendChart"), "TrendChart");
const HEIGHT = 320;
const SHOWN = ["components", "total"] as const;

export function Trends({ couple }: { couple: Couple }) {
  const { t } = useTranslation("trends");
  const { t: common } = useTranslation();
  const list = useListState();
  const [shown, setShown] = useState<(typeof SHOWN)[number]>("components");
  const runs = useQuery(analyses.finishedOf(couple.id));
  if (runs.isError) return <Trouble error={runs.error} retry={() => void runs.refetch()} />;
  if (!runs.data) return <Skeleton h={HEIGHT} />;
  const dances = dancesOf(runs.data);
  const dance = dances.find((one) => one === list.filter("dance")) ?? dances[0];
  if (!dance) return <Empty title={t("none")} next={t("noneNext")} />;
  const points = pointsOf(runs.data, dance);
  const codes = codesOf(points);
  return (
    <Stack gap="md">
      <Group gap="md" justify="space-between">
        {dances.length > 1 && (
          <SegmentedControl
            aria-label={t("dance")}
            value={dance}
            onChange={(one) => list.change({ dance: one })}
            data={options(dances, (one) => common(`dance.${one}`))}
          />
        )}
        <SegmentedControl
          aria-label={t("shown")}
          value={shown}
          onChange={(value) => setShown(SHOWN.find((one) => one === value) ?? "components")}
          data={options(SHOWN, (one) => t(one))}
        />
      </Group>
      <Card>
        <Title order={2} mb="md">
          {t("chart", { dance: common(`dance.${dance}`) })}
        </Title>
        <Suspense fallback={<Skeleton h={HEIGHT} />}>
          <TrendChart points={points} codes={codes} total={shown === "total"} height={HEIGHT} />
        </Suspense>
        <Text size="sm" c="dimmed" mt="sm">
          {points.length === 1 && `${t("onePoint")} `}
          {t("latestWins")}
        </Text>
      </Card>
      <TrendTable points={points} codes={codes} />
    </Stack>
  );
}
