/** All frames of a dataset: looked over, confirmed as they are, thrown out with a reason, or opened to be corrected. */
import { Box, Button, Group, SegmentedControl, Skeleton, Stack, Text } from "@mantine/core";
import { useThrottledCallback } from "@mantine/hooks";
import { IconArrowBackUp, IconPhotoEdit, IconTrash } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dataset, DatasetFrame } from "@/api/client";
import { useLive } from "@/api/live";
import { useConfirm } from "@/kit/confirm";
import { Empty } from "@/kit/Empty";
import { HelpLink } from "@/kit/HelpLink";
import { options } from "@/kit/options";
import { Page } from "@/kit/Page";
import { Trouble } from "@/kit/Trouble";
import { FilterChips } from "@/kit/table/FilterChips";
import { useListState } from "@/kit/table/useListState";
import { useToast } from "@/kit/toast";
import { useFormats } from "@/words/format";
import { type LiveDataset, Taking } from "../DatasetStateCell";
import { catchUp, datasets, deleteUnusable, hearDataset } from "../queries";
import { REASONS, ReasonWindow } from "../ReasonWindow";
import { STATES, SUSPICIONS, useWanted } from "../useWanted";
import classes from "./grid.module.css";
import { TileGrid } from "./TileGrid";
import { useMarks } from "./useMarks";

/** Milliseconds between two readings of what others have changed */
const CALM = 3000;

export function Frames() {
  const { datasetId: id } = useParams({ strict: false }) as { datasetId: string };
  const { t } = useTranslation("datasets");
  const client = useQueryClient();
  const wanted = useWanted();
  const marks = useMarks();
  const [thrown, setThrown] = useState<DatasetFrame | null>(null);
  const dataset = useQuery(datasets.one(id));
  const found = useInfiniteQuery({ ...datasets.frames(id, wanted), placeholderData: keepPreviousData });
  const live = useLive<LiveDataset>("dataset", id, true, ({ told }) => void hearDataset(client, told.dataset));
  const again = useThrottledCallback((now: Dataset) => void catchUp(client, now), CALM);
  // biome-ignore lint/correctness/useExhaustiveDependencies: all else that is told of a dataset changes no frame
  useEffect(() => {
    if (dataset.data && found.data) again(dataset.data);
  }, [dataset.data?.changes, dataset.data?.frames, found.data !== undefined]);
  const holders = useMemo(
    () => new Map(dataset.data?.held.map(({ frame_id, name }) => [frame_id, name])),
    [dataset.data?.held],
  );
  const frames = useMemo(() => found.data?.pages.flatMap((page) => page.frames), [found.data]);
  const search = useMemo(
    () => ({
      state: wanted.state,
      reason: wanted.reason,
      suspicion: wanted.suspicion,
      sort: wanted.order === "worst" ? "worst" : undefined,
    }),
    [wanted.state, wanted.reason, wanted.suspicion, wanted.order],
  );
  const { undo } = marks;
  const keys = { c: marks.confirm, u: setThrown, ...(undo && { z: () => undo() }) };
  return (
    <Page
      title={dataset.data?.name}
      context={dataset.data && <Facts dataset={dataset.data} percent={live?.percent ?? 0} />}
    >
      <Stack gap="md">
        <Tools dataset={dataset.data} undo={undo} />
        {found.error && <Trouble error={found.error} retry={() => void found.refetch()} />}
        {!frames && !found.error && <Skeleton h={300} />}
        {frames?.length === 0 && <Empty title={t("noFrames")} next={t("noFramesNext")} icon={IconPhotoEdit} />}
        {!!frames?.length && (
          <>
            <Text size="sm" c="dimmed" visibleFrom="sm">
              {t("gridKeys")}
            </Text>
            <TileGrid
              frames={frames}
              holders={holders}
              search={search}
              keys={keys}
              more={found.hasNextPage && !found.isFetchingNextPage ? () => void found.fetchNextPage() : undefined}
            />
          </>
        )}
      </Stack>
      {thrown && (
        <ReasonWindow
          choose={(reason) => {
            marks.throwOut(thrown, reason);
            setThrown(null);
          }}
          close={() => setThrown(null)}
        />
      )}
    </Page>
  );
}

function Facts({ dataset, percent }: { dataset: Dataset; percent: number }) {
  const { t } = useTranslation("datasets");
  const { number } = useFormats();
  return (
    <Stack gap="xs">
      <Text c="dimmed">
        {[
          t("countFrames", { count: dataset.frames, shown: number(dataset.frames) }),
          t("countConfirmed", { shown: number(dataset.confirmed) }),
          t("countUnusable", { shown: number(dataset.unusable) }),
        ].join(" · ")}
      </Text>
      {dataset.state === "extracting" && <Taking percent={percent} name={dataset.name} />}
      {dataset.error_message && <Text c="var(--mantine-color-error)">{dataset.error_message}</Text>}
    </Stack>
  );
}

function Tools({ dataset, undo }: { dataset: Dataset | undefined; undo: (() => void) | undefined }) {
  const { t } = useTranslation("datasets");
  const list = useListState();
  const confirm = useConfirm();
  const toast = useToast();
  const remove = useMutation({ ...deleteUnusable, onError: toast.failed });
  const ask = async (of: Dataset) => {
    const question = {
      title: t("dropTitle", { count: of.unusable }),
      consequence: t("dropWhy"),
      action: t("drop"),
    };
    if (await confirm(question)) remove.mutate(of.id, { onSuccess: () => toast.done(t("dropped")) });
  };
  const filters = [
    { id: "state", label: t("state"), options: options(STATES, (one) => t(`mark.${one}`)) },
    { id: "reason", label: t("why"), compact: true, options: options(REASONS, (one) => t(`reason.${one}`)) },
    { id: "suspicion", label: t("doubt"), compact: true, options: options(SUSPICIONS, (one) => t(`suspicion.${one}`)) },
  ];
  return (
    <Group gap="sm">
      <SegmentedControl
        aria-label={t("order")}
        value={list.sort === "worst" ? "worst" : "time"}
        onChange={(value) => list.change({ sort: value === "worst" ? value : undefined })}
        data={[
          { value: "time", label: t("orders.time") },
          { value: "worst", label: t("orders.worst") },
        ]}
      />
      {filters.map((filter) => (
        <Box key={filter.id} className={classes.filter}>
          <FilterChips
            filter={filter}
            chosen={list.filter(filter.id)}
            choose={(value) => list.change({ [filter.id]: value })}
          />
        </Box>
      ))}
      <Group gap="sm" ml="auto">
        <HelpLink about="datasets" />
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          disabled={!undo}
          onClick={undo}
        >
          {t("takeBack")}
        </Button>
        <Button
          variant="default"
          leftSection={<IconTrash size={16} aria-hidden />}
          disabled={!dataset?.unusable}
          loading={remove.isPending}
          onClick={() => dataset && void ask(dataset)}
        >
          {t("drop")}
        </Button>
      </Group>
    </Group>
  );
}
