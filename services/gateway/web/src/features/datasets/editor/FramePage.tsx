/** One frame: held while it is open, let go when it is left; who waits for it has it as soon as it is free. */
import { Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/api/live";
import { Page } from "@/kit/Page";
import { Trouble } from "@/kit/Trouble";
import { useFormats } from "@/words/format";
import type { LiveDataset } from "../DatasetStateCell";
import { datasets, hearDataset, leave } from "../queries";
import { Editor } from "./Editor";

export function FramePage() {
  const { datasetId, frameId: id } = useParams({ strict: false }) as { datasetId: string; frameId: string };
  const client = useQueryClient();
  const { t } = useTranslation("datasets");
  const { clock } = useFormats();
  const held = useQuery(datasets.held(id));
  useEffect(() => {
    const go = () => leave(id);
    window.addEventListener("pagehide", go);
    return () => {
      window.removeEventListener("pagehide", go);
      go();
    };
  }, [id]);
  useLive<LiveDataset>("dataset", datasetId, true, ({ told: { dataset } }) => {
    const changed = hearDataset(client, dataset);
    const holder = dataset.held.find(({ frame_id }) => frame_id === id)?.name ?? null;
    const known = held.data && (held.data.held_by ?? null);
    // Somebody has come or gone; or whoever is at it has saved something.
    if (known !== undefined && (holder !== known || (holder && changed))) void held.refetch();
  });
  const frame = held.data;
  return (
    <Page title={frame ? t("frameAt", { time: clock(frame.second) }) : undefined}>
      {held.error && <Trouble error={held.error} retry={() => void held.refetch()} />}
      {!frame && !held.error && <Skeleton h={400} />}
      {frame && <Editor key={id} frame={frame} />}
    </Page>
  );
}
