/** What is under way, live. */
import { Anchor, Card, SimpleGrid, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Couple } from "@/api/client";
import { analyses } from "@/features/analyses/queries";
import { nameOf } from "@/features/couples/queries";
import { LiveBar } from "@/kit/LiveBar";

export function Running({ couples }: { couples: Couple[] }) {
  const { t } = useTranslation("home");
  const { t: common } = useTranslation();
  const { data: work } = useQuery(analyses.work());
  if (!work || work.jobs.length === 0) return null;
  return (
    <section>
      <Title order={2} mb="sm">
        {t("running")}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {work.jobs.map((job) => {
          const couple = couples.find((one) => one.id === job.couple_id);
          const name = couple ? nameOf(couple) : common(`dance.${job.dance}`);
          return (
            <Card key={job.id} padding="md">
              <Anchor component={Link} to={`/analyses/${job.id}`} fw={600}>
                {name}
              </Anchor>
              <Text size="xs" c="dimmed" truncate mb="xs">
                {[common(`dance.${job.dance}`), ...job.recordings].join(" · ")}
              </Text>
              <LiveBar progress={job.progress} label={name} />
            </Card>
          );
        })}
      </SimpleGrid>
    </section>
  );
}
