/** What the couple has scored in this dance before, a session a line. */
import { Card, Title } from "@mantine/core";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Analysis, Result } from "@/api/client";
import { lazily } from "@/kit/lazily";
import { useEarlierSessions } from "../history";

const Radar = lazily(() => import("./Radar"), "Radar");
const MOST = 3;

export function History({ analysis, result }: { analysis: Analysis; result: Result }) {
  const { t } = useTranslation("review");
  const before = useEarlierSessions(analysis).slice(0, MOST);
  if (before.length === 0) return null;
  return (
    <Card padding="md">
      <Title order={2} mb="xs">
        {t("history.title")}
      </Title>
      <Suspense>
        <Radar now={{ created_at: analysis.created_at, components: scoresOf(result) }} before={before} />
      </Suspense>
    </Card>
  );
}

const scoresOf = ({ components }: Result) =>
  Object.fromEntries(components.map(({ code, score }) => [code, score ?? null]));
