/** One analysis: the video left, scores and text right; while it runs, live progress. */
import { Group, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { analyses, fileAddress } from "@/features/analyses/queries";
import { couples, nameOf } from "@/features/couples/queries";
import { Page } from "@/kit/Page";
import { StateTag } from "@/kit/StateTag";
import { Trouble } from "@/kit/Trouble";
import { When } from "@/kit/When";
import { Evaluation } from "./Evaluation";
import { Files } from "./Files";
import { MetricTable } from "./MetricTable";
import { Notices } from "./Notices";
import { Player } from "./Player";
import { Recording } from "./Recording";
import { Rescore } from "./Rescore";
import classes from "./Review.module.css";
import { ScoreCard } from "./ScoreCard";
import { StageList } from "./StageList";

export const OVERLAY = "overlay.mp4";

export function Review() {
  const { analysisId } = useParams({ strict: false }) as { analysisId: string };
  const { t } = useTranslation("review");
  const { t: common } = useTranslation();
  const player = useRef<HTMLVideoElement>(null);
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
  const { result, files = [] } = analysis;
  const couple = known.data?.find((one) => one.id === analysis.couple_id);
  const seek = (second: number) => {
    if (!player.current) return;
    player.current.currentTime = second;
    player.current.pause();
    player.current.scrollIntoView({ block: "nearest", behavior: "smooth" });
  };
  const watched = files.includes(OVERLAY);
  return (
    <Page
      title={common(`dance.${analysis.dance}`)}
      context={
        <Group gap="sm">
          <StateTag state={analysis.state} />
          {couple && <Text c="dimmed">{nameOf(couple)}</Text>}
          <Text c="dimmed">
            <When at={analysis.created_at} />
          </Text>
          {result && <Text c="dimmed">{t(`view.${result.view as "front"}`, { defaultValue: result.view })}</Text>}
        </Group>
      }
    >
      {result && <Notices analysis={analysis} result={result} />}
      <div className={classes.layout}>
        {watched && (
          <Player
            player={player}
            address={fileAddress(analysis.id, OVERLAY)}
            label={t("player")}
            className={classes.player}
          />
        )}
        <Stack className={classes.side}>
          {result && <ScoreCard components={result.components} total={result.total} />}
          {analysis.evaluation && <Evaluation text={analysis.evaluation} />}
          <StageList analysis={analysis} />
          {files.length > 0 && <Files id={analysis.id} names={files} />}
        </Stack>
        <Stack className={classes.rest}>
          {result && <MetricTable metrics={result.metrics} seek={seek} />}
          {result && watched && <Rescore key={analysis.id} analysis={analysis} player={player} />}
          <Recording sessionId={analysis.session_id} cameras={result?.cameras ?? {}} />
        </Stack>
      </div>
    </Page>
  );
}
