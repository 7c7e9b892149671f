/**
 * The tabs of a review in their order. A new one is a line here, with whom it is for and when there is something in it;
 * those of other features stand in their `reviewTabs.tsx`.
 */

import { Stack } from "@mantine/core";
import type { ComponentType, LazyExoticComponent } from "react";
import type { Analysis, Permission } from "@/api/client";
import { lazily } from "@/kit/lazily";
import type { ReviewTab, Watching } from "@/kit/reviewTabs";
import type { Label } from "@/words/languages";
import { Files } from "../Files";
import { OtherRuns } from "../OtherRuns";
import { Recording } from "../Recording";
import { StageList } from "../StageList";
import type { ReviewState } from "../useReview";
import { Changes } from "./Changes";
import { History } from "./History";
import { Measurements } from "./Measurements";
import { ScoreDials } from "./ScoreDials";
import { ToWorkOn } from "./ToWorkOn";

type OwnTab = "scores" | "timelines" | "segments" | "files" | "technical";

type Shown = ComponentType<{ review: ReviewState }>;

interface Tab {
  id: string;
  order: number;
  label: OwnTab | Label;
  /** Whether there is anything in it */
  has: (analysis: Analysis) => boolean;
  needs?: Permission;
  takesPictures?: true;
  component: Shown | LazyExoticComponent<Shown>;
}

function Scores({ review }: { review: ReviewState }) {
  const { analysis } = review;
  const { result } = analysis;
  if (!result) return null;
  return (
    <Stack gap="md">
      <ScoreDials analysis={analysis} result={result} />
      {analysis.based_on && <Changes analysis={analysis} basedOn={analysis.based_on} />}
      <ToWorkOn review={review} result={result} />
      <History analysis={analysis} result={result} />
      <Measurements review={review} result={result} />
    </Stack>
  );
}

export function Technical({ analysis }: { analysis: Analysis }) {
  return (
    <Stack gap="md">
      <StageList analysis={analysis} />
      <Recording sessionId={analysis.session_id} result={analysis.result} />
      <OtherRuns analysis={analysis} />
    </Stack>
  );
}

const OWN: Tab[] = [
  { id: "scores", order: 10, label: "scores", has: ({ result }) => result != null, component: Scores },
  {
    id: "timelines",
    order: 20,
    label: "timelines",
    has: ({ result }) => result != null,
    component: lazily(() => import("./Timelines"), "Timelines"),
  },
  {
    id: "segments",
    order: 30,
    label: "segments",
    has: ({ result }) => result != null,
    needs: "analyse",
    component: lazily(() => import("./Segments"), "Segments"),
  },
  {
    id: "files",
    order: 50,
    label: "files",
    has: ({ files = [] }) => files.length > 0,
    component: ({ review }: { review: ReviewState }) => (
      <Files id={review.analysis.id} names={review.analysis.files ?? []} />
    ),
  },
  {
    id: "technical",
    order: 60,
    label: "technical",
    has: () => true,
    component: ({ review }: { review: ReviewState }) => <Technical analysis={review.analysis} />,
  },
];

const found = import.meta.glob<{ reviewTabs: ReviewTab[] }>("../../*/reviewTabs.tsx", { eager: true });

export const TABS: Tab[] = [
  ...OWN,
  ...Object.values(found).flatMap(({ reviewTabs }) => reviewTabs.map(ofFeature)),
].sort((one, other) => one.order - other.order);

function ofFeature({ component: Beside, ...tab }: ReviewTab): Tab {
  return {
    has: () => true,
    ...tab,
    component: ({ review }: { review: ReviewState }) => <Beside watching={watch(review)} />,
  };
}

/** What other features may know of a review. */
function watch({ analysis, playback, look, pinned, pin }: ReviewState): Watching {
  return {
    analysis,
    second: () => playback.second,
    go: playback.showMoment,
    takePicture: async () => {
      const seen = await look.current();
      if (!seen) return null;
      const sheet = new OffscreenCanvas(seen.width, seen.height);
      sheet.getContext("bitmaprenderer")?.transferFromImageBitmap(seen);
      return sheet.convertToBlob({ type: "image/jpeg", quality: 0.9 });
    },
    pinned,
    unpin: () => pin(null),
  };
}
