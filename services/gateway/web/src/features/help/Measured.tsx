/** What is measured, by component and sub-criterion, as the service that measures names it. */
import { List, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Language, MetricCatalogue } from "@/api/client";
import { metrics } from "@/features/metrics/queries";
import { Trouble } from "@/kit/Trouble";

type Fitting = MetricCatalogue["metrics"][number] & { part: string };

export function Measured({ fitting }: { fitting: Fitting[] }) {
  const { t, i18n } = useTranslation("help");
  const found = useQuery(metrics.catalogue(i18n.language as Language));
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton h={240} />;
  return (
    <Stack gap="md">
      <Text>{t("measuredWhy")}</Text>
      {found.data.components
        .filter(({ code }) => fitting.some((one) => one.component === code))
        .map(({ code, title }) => (
          <div key={code}>
            <Title order={3} mb={4}>
              {title}
            </Title>
            <List spacing={2} size="sm">
              {fitting
                .filter((one) => one.component === code)
                .map((one) => (
                  <List.Item key={one.name}>
                    {one.title}
                    <Text span c="dimmed" size="sm">
                      {" "}
                      · {one.part}
                    </Text>
                  </List.Item>
                ))}
            </List>
          </div>
        ))}
    </Stack>
  );
}
