/** What language models have cost this month and before, by what for and for whom, and what they may cost. */
import { Card, Group, SegmentedControl, SimpleGrid, Skeleton, Stack, Title } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Spend } from "@/api/client";
import { useMay } from "@/features/account/queries";
import { users } from "@/features/users/queries";
import { Empty } from "@/kit/Empty";
import { lazily } from "@/kit/lazily";
import { options } from "@/kit/options";
import { Page } from "@/kit/Page";
import { Trouble } from "@/kit/Trouble";
import { BudgetCard } from "./BudgetCard";
import { BY, type By, monthsOf } from "./months";
import { PlatformCard } from "./PlatformCard";
import { setBudget, spend } from "./queries";
import { SumTable } from "./SumTable";

const SpendChart = lazily(() => import("./SpendChart"), "SpendChart");
const HEIGHT = 280;

export function SpendPage() {
  const { t } = useTranslation("spend");
  const may = useMay();
  const found = useQuery(spend.studio());
  return (
    <Page context={t("context")}>
      {found.isError && <Trouble error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton h={480} />}
      <Stack gap="md">
        {found.data && <Studio spend={found.data} />}
        {may("manage_platform") && <PlatformCard />}
      </Stack>
    </Page>
  );
}

function Studio({ spend: { budget, sums } }: { spend: Spend }) {
  const { t } = useTranslation("spend");
  const [by, setBy] = useState<By>("feature");
  const people = useQuery(users.list());
  const save = useMutation(setBudget);
  const names = new Map(people.data?.map((user) => [user.id, user.name]));
  const nameOf = (key: string) => {
    if (by === "feature") return t(`features.${key as "chat"}`);
    if (by === "user") return key ? (names.get(key) ?? t("gone")) : t("nobody");
    return key;
  };
  const { keys, months } = monthsOf(sums, by);
  return (
    <>
      <BudgetCard title={t("month")} budget={budget} save={save} />
      {sums.length === 0 ? (
        <Empty title={t("none")} next={t("noneNext")} />
      ) : (
        <SimpleGrid cols={1} spacing="md">
          <Card>
            <Group justify="space-between" mb="md">
              <Title order={2}>{t("months")}</Title>
              <SegmentedControl
                aria-label={t("by")}
                value={by}
                onChange={(one) => setBy(BY.find((known) => known === one) ?? "feature")}
                data={options(BY, (one) => t(`byWhat.${one}`))}
              />
            </Group>
            <Suspense fallback={<Skeleton h={HEIGHT} />}>
              <SpendChart months={months} keys={keys} nameOf={nameOf} height={HEIGHT} />
            </Suspense>
          </Card>
          <SumTable sums={sums} userName={(id) => names.get(id) ?? t("gone")} />
        </SimpleGrid>
      )}
    </>
  );
}
