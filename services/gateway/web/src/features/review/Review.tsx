/** One analysis: the video and its lanes stay in view at the left, everything else in tabs beside it. */
import { Anchor, Button, Group, Skeleton, Text } from "@mantine/core";
import { IconFileTypePdf } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Analysis, Couple } from "@/api/client";
import { analyses, fileAddress, underWay } from "@/features/analyses/queries";
import { couples, nameOf } from "@/features/couples/queries";
import { Page } from "@/kit/Page";
import { StateTag } from "@/kit/StateTag";
import { Trouble } from "@/kit/Trouble";
import { When } from "@/kit/When";
import { Failed } from "./Failed";
import { Notices } from "./Notices";
import { LiveProgress } from "./StageList";
import { Technical } from "./tabs/tabs";
import { filmsOf } from "./useReview";
import { Watched } from "./Watched";

const REPORT = "report.pdf";

export function Review() {
  const { analysisId } = useParams({ strict: false }) as { analysisId: string };
  const found = useQuery(analyses.one(analysisId));
  const known = useQuery(couples.list());
  if (found.isPending)
    return (
      <Page>
        <Skeleton h={400} />
      </Page>
    );
  if (found.isError)
    return (
      <Page>
        <Trouble error={found.error} retry={() => void found.refetch()} />
      </Page>
    );
  const analysis = found.data;
  return <Shown analysis={analysis} couple={known.data?.find((one) => one.id === analysis.couple_id)} />;
}

function Shown({ analysis, couple }: { analysis: Analysis; couple: Couple | undefined }) {
  const { t } = useTranslation("review");
  const { t: common } = useTranslation();
  const { result, files = [] } = analysis;
  const films = filmsOf(analysis);
  const dance = common(`dance.${analysis.dance}`);
  return (
    <Page
      title={couple ? t("title", { dance, couple: nameOf(couple) }) : dance}
      context={
        <Group gap="4px 12px">
          <StateTag state={analysis.state} />
          {couple && (
            <Anchor component={Link} to={`/couples/${couple.id}`} size="sm">
              {t("couplePage")}
            </Anchor>
          )}
          <Text c="dimmed" size="sm">
            <When at={analysis.created_at} />
          </Text>
          {result && (
            <Text c="dimmed" size="sm">
              {t(`view.${result.view as "front"}`, { defaultValue: result.view })}
            </Text>
          )}
        </Group>
      }
      action={
        files.includes(REPORT) && (
          <Button
            component="a"
            href={fileAddress(analysis.id, REPORT)}
            target="_blank"
            variant="default"
            // On a phone it lies among the files: the scores are to be near the top.
            visibleFrom="sm"
            leftSection={<IconFileTypePdf size={18} aria-hidden />}
          >
            {t("report")}
          </Button>
        )
      }
    >
      <Failed analysis={analysis} />
      {underWay(analysis) && <LiveProgress id={analysis.id} />}
      {result && <Notices analysis={analysis} result={result} />}
      {films[0] ? (
        <Watched key={analysis.id} analysis={analysis} films={films} film={films[0][1]} />
      ) : (
        <Technical analysis={analysis} />
      )}
    </Page>
  );
}
