/** What is measured, by component and sub-criterion, as the service that measures names it. */
import { List, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Language } from "@/api/client";
import { metrics } from "@/features/metrics/queries";
import { Trouble } from "@/kit/Trouble";
import { holds } from "./useFound";

export function Measured({ typed }: { typed: string }) {
  const { t, i18n } = useTranslation("help");
  const found = useQuery(metrics.catalogue(i18n.language as Language));
  if (found.isError) return <Trouble error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton h={240} />;
  const { components, deficits, metrics: measured } = found.data;
  const parts = new Map(deficits.map((one) => [one.name, one.title]));
  return (
    <Stack gap="md">
      <Text>{t("measuredWhy")}</Text>
      {components.map(({ code, title }) => {
        const fitting = measured.filter(
          (one) => one.component === code && holds(`${title} ${parts.get(one.deficit)} ${one.title}`, typed),
        );
        if (fitting.length === 0) return null;
        return (
          <div key={code}>
            <Title order={3} mb={4}>
              {title}
            </Title>
            <List spacing={2} size="sm">
              {fitting.map((one) => (
                <List.Item key={one.name}>
                  {one.title}
                  <Text span c="dimmed" size="sm">
                    {" "}
                    · {parts.get(one.deficit)}
                  </Text>
                </List.Item>
              ))}
            </List>
          </div>
        );
      })}
    </Stack>
  );
}
