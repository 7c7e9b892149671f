/** The tabs of a review in their order. A new one is a line here, with whom it is for and when there is something in it. */

import { Stack } from "@mantine/core";
import type { ComponentType, LazyExoticComponent } from "react";
import type { Analysis, Permission } from "@/api/client";
import { lazily } from "@/kit/lazily";
import { Evaluation } from "../Evaluation";
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

export type TabId = "scores" | "timelines" | "segments" | "text" | "files" | "technical";

type Shown = ComponentType<{ review: ReviewState }>;

interface Tab {
  id: TabId;
  /** Whether there is anything in it */
  has: (analysis: Analysis) => boolean;
  needs?: Permission;
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

export const TABS: Tab[] = [
  { id: "scores", has: ({ result }) => result != null, component: Scores },
  {
    id: "timelines",
    has: ({ result }) => result != null,
    component: lazily(() => import("./Timelines"), "Timelines"),
  },
  {
    id: "segments",
    has: ({ result }) => result != null,
    needs: "analyse",
    component: lazily(() => import("./Segments"), "Segments"),
  },
  {
    id: "text",
    has: ({ evaluation }) => Boolean(evaluation),
    component: ({ review }: { review: ReviewState }) => <Evaluation text={review.analysis.evaluation ?? ""} />,
  },
  {
    id: "files",
    has: ({ files = [] }) => files.length > 0,
    component: ({ review }: { review: ReviewState }) => (
      <Files id={review.analysis.id} names={review.analysis.files ?? []} />
    ),
  },
  {
    id: "technical",
    has: () => true,
    component: ({ review }: { review: ReviewState }) => <Technical analysis={review.analysis} />,
  },
];
