/** Datasets, their frames, and the files made of them. */
import {
  type InfiniteData,
  infiniteQueryOptions,
  mutationOptions,
  type QueryClient,
  queryOptions,
} from "@tanstack/react-query";
import {
  api,
  body,
  type Dataset,
  type DatasetFrame,
  everything,
  type FrameState,
  following,
  type PersonJoints,
  putFile,
  Refused,
  type Selection,
  type Suspicion,
  type Unusable,
} from "@/api/client";

const ALL = ["datasets"] as const;
const LIST = [...ALL, "list"] as const;
const FRAMES = [...ALL, "frames"] as const;
const HELD = [...ALL, "held"] as const;
const NEAR = [...ALL, "neighbours"] as const;
/** How a dataset stood when its lists of frames were last brought up to date */
const knownOf = (id: string) => [...ALL, "known", id] as const;
type Known = Pick<Dataset, "changes" | "frames">;
const PAGE = 200;
/** Milliseconds: a frame is held for two minutes, and asked for again before they are over */
const HOLD_AGAIN = 60_000;
const FILE_AGAIN = 1000;
/** Milliseconds for which a change may be on its way */
const OVERLAP = 15_000;
/** More than these are read with all others */
const MOST_CHANGED = 500;

export interface WantedFrames {
  state?: FrameState;
  reason?: Unusable;
  suspicion?: Suspicion;
  order: "time" | "worst";
}

const of = (dataset_id: string) => ({ params: { path: { dataset_id } } });
const at = (frame_id: string) => ({ params: { path: { frame_id } } });

interface FramePage {
  frames: DatasetFrame[];
  next_cursor?: string | null;
}

/** A file is asked after until it is made, or read. */
const untilDone = ({ state }: { state: { data?: { state: string } | undefined } }) =>
  state.data && state.data.state !== "running" ? false : FILE_AGAIN;

export const datasets = {
  list: () =>
    queryOptions({
      queryKey: LIST,
      queryFn: () =>
        everything<{ datasets: Dataset[]; next_cursor?: string | null }, Dataset>(
          async (cursor) => body(await api.GET("/v1/datasets", { params: { query: { cursor } } })),
          (page) => page.datasets,
        ),
    }),
  one: (id: string) =>
    queryOptions({
      queryKey: [...ALL, "one", id],
      queryFn: async () => body(await api.GET("/v1/datasets/{dataset_id}", of(id))),
    }),
  frames: (id: string, wanted: WantedFrames) =>
    infiniteQueryOptions({
      queryKey: [...FRAMES, id, wanted],
      initialPageParam: undefined as string | undefined,
      queryFn: async ({ pageParam }): Promise<FramePage> =>
        body(
          await api.GET("/v1/datasets/{dataset_id}/frames", {
            params: { path: { dataset_id: id }, query: { ...wanted, limit: PAGE, cursor: pageParam } },
          }),
        ),
      getNextPageParam: following,
      // Thousands of frames are not read anew because somebody comes back to them; the live line says when to.
      staleTime: Number.POSITIVE_INFINITY,
    }),
  /** A frame, and that one is at it; who else is, if somebody is, stands in the answer */
  held: (id: string) =>
    queryOptions({
      queryKey: [...HELD, id],
      queryFn: async () => body(await api.POST("/v1/frames/{frame_id}/hold", at(id))),
      staleTime: 0,
      gcTime: 0,
      refetchInterval: HOLD_AGAIN,
    }),
  /** Where to go on from a frame. stoodAt: its suspicion when it was opened */
  neighbours: (id: string, wanted: WantedFrames, stoodAt: number) =>
    queryOptions({
      queryKey: [...NEAR, id, wanted, stoodAt],
      queryFn: async () =>
        body(
          await api.GET("/v1/frames/{frame_id}/neighbours", {
            params: { path: { frame_id: id }, query: { ...wanted, stood_at: stoodAt } },
          }),
        ),
    }),
  exported: (id: string) =>
    queryOptions({
      queryKey: [...ALL, "export", id],
      queryFn: async () =>
        body(await api.GET("/v1/datasets/exports/{export_id}", { params: { path: { export_id: id } } })),
      refetchInterval: untilDone,
    }),
  /** A file that is read, until it has been */
  imported: (id: string) =>
    queryOptions({
      queryKey: [...ALL, "import", id],
      queryFn: async () =>
        body(await api.GET("/v1/datasets/imports/{import_id}", { params: { path: { import_id: id } } })),
      refetchInterval: untilDone,
    }),
};

/** The dataset as the live line tells it, and whether its frames are others than it told before. */
export function hearDataset(client: QueryClient, told: Dataset): boolean {
  const before = client.getQueryData(datasets.one(told.id).queryKey);
  client.setQueryData(datasets.one(told.id).queryKey, told);
  client.setQueryData(datasets.list().queryKey, (old) => old?.map((one) => (one.id === told.id ? told : one)));
  void client.invalidateQueries({ queryKey: NEAR });
  return before !== undefined && before.changes !== told.changes;
}

/** Frames that came or went. */
export const framesAgain = (client: QueryClient, id: string) => client.invalidateQueries({ queryKey: [...FRAMES, id] });

type Lists = InfiniteData<FramePage>;

/**
 * Brings lists that were read up to date with what others have done since: thousands of frames are not read anew for a
 * few. What is told is written at the end of a transaction that has begun before: hence the overlap.
 */
export async function catchUp(client: QueryClient, now: Dataset): Promise<void> {
  const known = client.getQueryData<Known>(knownOf(now.id));
  client.setQueryData<Known>(knownOf(now.id), { changes: now.changes, frames: now.frames });
  const lists = client.getQueriesData<Lists>({ queryKey: [...FRAMES, now.id] });
  const times = lists.flatMap(([, list]) => list?.pages ?? []).flatMap((page) => page.frames.map(whenChanged));
  if (!times.length || known?.changes === now.changes) return undefined;
  if (known && known.frames !== now.frames) return framesAgain(client, now.id);
  const since = new Date(times.reduce((last, one) => Math.max(last, one)) - OVERLAP).toISOString();
  const query = { order: "time" as const, changed_since: since, limit: MOST_CHANGED };
  const { path } = of(now.id).params;
  const page: FramePage = body(await api.GET("/v1/datasets/{dataset_id}/frames", { params: { path, query } }));
  if (page.next_cursor) return framesAgain(client, now.id);
  replace(client, now.id, page.frames);
  return undefined;
}
const whenChanged = (frame: DatasetFrame) => Date.parse(frame.changed_at);

/** As they are now, where they stand in lists: one that fits a filter no longer stays where it was worked on. */
function replace(client: QueryClient, id: string, frames: DatasetFrame[]) {
  const now = new Map(frames.map((frame) => [frame.id, frame]));
  client.setQueriesData<Lists>(
    { queryKey: [...FRAMES, id] },
    (old) =>
      old && {
        ...old,
        pages: old.pages.map((page) =>
          page.frames.some((one) => now.has(one.id))
            ? { ...page, frames: page.frames.map((one) => now.get(one.id) ?? one) }
            : page,
        ),
      },
  );
}

function saved(client: QueryClient, frame: DatasetFrame) {
  replace(client, frame.dataset_id, [frame]);
  client.setQueryData(datasets.held(frame.id).queryKey, (old) => old && frame);
}

export interface NewDataset {
  name: string;
  analyses: string[];
  selection: Selection;
}

const again = (client: QueryClient) => client.invalidateQueries({ queryKey: LIST });

export const createDataset = mutationOptions({
  mutationFn: async (told: NewDataset) => body(await api.POST("/v1/datasets", { body: told })),
  onSuccess: (_made, _told, _before, { client }) => again(client),
});
export interface NewDrawn {
  name: string;
  rendering: { couples: number; per_couple: number; seed: number };
}
export const createDrawn = mutationOptions({
  mutationFn: async (told: NewDrawn) => body(await api.POST("/v1/datasets/rendered", { body: told })),
  onSuccess: (_made, _told, _before, { client }) => again(client),
});
export const renameDataset = mutationOptions({
  mutationFn: async ({ id, name }: { id: string; name: string }) =>
    body(await api.PATCH("/v1/datasets/{dataset_id}", { ...of(id), body: { name } })),
  onSuccess: (named, _told, _before, { client }) => hearDataset(client, named),
});
export const deleteDataset = mutationOptions({
  mutationFn: (id: string) => api.DELETE("/v1/datasets/{dataset_id}", of(id)),
  onSuccess: (_done, _id, _before, { client }) => again(client),
});
export const extractAnew = mutationOptions({
  mutationFn: async ({ id, selection }: { id: string; selection: Selection }) =>
    body(await api.POST("/v1/datasets/{dataset_id}/extraction", { ...of(id), body: { selection } })),
  onSuccess: (begun, _told, _before, { client }) => hearDataset(client, begun),
});
export const cancelExtraction = mutationOptions({
  mutationFn: async (id: string) => body(await api.DELETE("/v1/datasets/{dataset_id}/extraction", of(id))),
  onSuccess: (ended, _id, _before, { client }) => {
    hearDataset(client, ended);
    return framesAgain(client, ended.id);
  },
});
export const annotate = mutationOptions({
  mutationFn: async ({ id, model }: { id: string; model: string }) =>
    body(await api.POST("/v1/datasets/{dataset_id}/annotation", { ...of(id), body: { model } })),
  onSuccess: (begun, _told, _before, { client }) => hearDataset(client, begun),
});

/** A file of joints, sent to be read. */
export const importFile = mutationOptions({
  mutationFn: async ({ id, file }: { id: string; file: File }) => {
    const ticket = body(
      await api.POST("/v1/datasets/{dataset_id}/imports", { ...of(id), body: { size_bytes: file.size } }),
    );
    await putFile(ticket.url, file, "import_missing");
    const sent = { params: { path: { import_id: ticket.import_id } } };
    return body(await api.POST("/v1/datasets/imports/{import_id}/complete", sent));
  },
});
export const startExport = mutationOptions({
  mutationFn: async (chosen: string[]) => body(await api.POST("/v1/datasets/exports", { body: { datasets: chosen } })),
});
export const deleteUnusable = mutationOptions({
  mutationFn: (id: string) => api.DELETE("/v1/datasets/{dataset_id}/frames/unusable", of(id)),
  onSuccess: (_done, id, _before, { client }) => framesAgain(client, id),
});

export interface SavedFrame {
  id: string;
  version: number;
  people: PersonJoints[];
  state: FrameState;
  reason: Unusable | null;
}

export const saveFrame = mutationOptions({
  mutationFn: async ({ id, ...told }: SavedFrame) =>
    body(await api.PUT("/v1/frames/{frame_id}", { ...at(id), body: told })),
  onSuccess: (frame, _told, _before, { client }) => saved(client, frame),
});
/** Nobody waits for it: who is not heard of any more has let go within minutes. */
export const leave = (id: string) =>
  void api.DELETE("/v1/frames/{frame_id}/hold", { ...at(id), keepalive: true }).catch(() => undefined);

/** As somebody else has saved it. */
export const asSaved = async (id: string) => body(await api.GET("/v1/frames/{frame_id}", at(id)));

/** The picture itself, to be drawn on. */
export async function pictureOf(frame: DatasetFrame): Promise<ImageBitmap> {
  const answer = await fetch(frame.picture, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) throw new Refused("", answer?.status ?? 0, "offline");
  return createImageBitmap(await answer.blob());
}
