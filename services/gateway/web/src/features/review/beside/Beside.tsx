/** Two runs of one recording in step, and how what they say differs. */
import { Anchor, Badge, Group, SimpleGrid, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Analysis, PlayedFilm } from "@/api/client";
import { analyses, underWay } from "@/features/analyses/queries";
import { couples, nameOf } from "@/features/couples/queries";
import { Page } from "@/kit/Page";
import { Trouble } from "@/kit/Trouble";
import { When } from "@/kit/When";
import { Controls } from "../player/Controls";
import { Playback } from "../player/Playback";
import { Stage } from "../player/Stage";
import { useShown } from "../player/useShown";
import { LiveProgress } from "../StageList";
import { filmsOf } from "../useReview";
import { Differences } from "./Differences";

interface Side {
  letter: "A" | "B";
  run: Analysis;
  film: PlayedFilm | undefined;
}

export function Beside() {
  const { analysisId, otherId } = useParams({ strict: false }) as { analysisId: string; otherId: string };
  const { t } = useTranslation("review");
  const { t: common } = useTranslation();
  const one = useQuery(analyses.one(analysisId));
  const other = useQuery(analyses.one(otherId));
  const couple = useQuery(couples.list()).data?.find(({ id }) => id === one.data?.couple_id);
  const failed = [one, other].find(({ isError }) => isError);
  const dance = one.data && common(`dance.${one.data.dance}`);
  return (
    <Page context={dance && couple ? t("title", { dance, couple: nameOf(couple) }) : dance}>
      {failed?.error && <Trouble error={failed.error} retry={() => void failed.refetch()} />}
      {one.data && other.data ? <Pair runs={[one.data, other.data]} /> : !failed && <Skeleton h={400} />}
    </Page>
  );
}

function Pair({ runs }: { runs: [Analysis, Analysis] }) {
  const [first, second] = runs.map((run) => filmsOf(run)[0]?.[1]);
  const sides: Side[] = [
    { letter: "A", run: runs[0], film: first },
    { letter: "B", run: runs[1], film: second },
  ];
  return (
    <Stack gap="lg">
      {first ? <Films sides={sides} film={first} /> : sides.map((side) => <Caption key={side.letter} {...side} />)}
      <Differences runs={runs} />
    </Stack>
  );
}

/** The first camera of each; the first run's film leads, the other one goes along. */
function Films({ sides, film: { fps, frames } }: { sides: Side[]; film: PlayedFilm }) {
  const { t } = useTranslation("review");
  const playback = useMemo(() => new Playback({ fps, frames }), [fps, frames]);
  const [shown, show] = useShown();
  return (
    <div>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {sides.map(({ letter, run, film }) => (
          <Stack gap="xs" key={letter} justify="space-between">
            <Caption letter={letter} run={run} />
            {film && (
              <Stage
                analysisId={run.id}
                film={film}
                playback={playback}
                shown={film.skeletons ? shown : "none"}
                label={t("beside.ofRun", { run: letter })}
                {...(letter === "B" ? { startsLaterBy: 0 } : {})}
              />
            )}
          </Stack>
        ))}
      </SimpleGrid>
      <Controls playback={playback} shown={sides.some(({ film }) => film?.skeletons) ? shown : undefined} show={show} />
    </div>
  );
}

function Caption({ run, letter }: Pick<Side, "run" | "letter">) {
  const { t } = useTranslation("review");
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Badge variant="filled" circle>
          {letter}
        </Badge>
        <Text size="sm" c="dimmed">
          <When at={run.created_at} />
        </Text>
        <Anchor component={Link} to={`/analyses/${run.id}`} size="sm">
          {t("beside.open")}
        </Anchor>
      </Group>
      {Object.entries(run.networks ?? {}).map(([camera, network]) => (
        <Text key={camera} size="xs" c="dimmed" translate="no" style={{ overflowWrap: "anywhere" }}>
          {network}
        </Text>
      ))}
      {run.error_message && (
        <Text size="sm" c="var(--mantine-color-error)">
          {run.error_message}
        </Text>
      )}
      {underWay(run) && (
        <>
          <Text size="sm">{t("beside.underWay")}</Text>
          <LiveProgress id={run.id} />
        </>
      )}
    </Stack>
  );
}
