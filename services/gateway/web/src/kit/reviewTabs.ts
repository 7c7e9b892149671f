/** What a feature says of the tabs it has beside a recording, in `reviewTabs.tsx`; the review has them among its own. */
import type { ComponentType, LazyExoticComponent } from "react";
import type { Analysis, Permission } from "@/api/client";
import type { Label } from "@/words/languages";

/** Where the recording stands, and a way to other places and to what is seen there. */
export interface Watching {
  analysis: Analysis;
  /** Seconds of the first camera's recording */
  second: () => number;
  /** Plays what is around a moment, and stands at it */
  go: (second: number) => void;
  /** The frame in view with its skeletons; null before there is one */
  takePicture: () => Promise<Blob | null>;
  /** A picture that was drawn on, to be shown to somebody */
  pinned: Blob | null;
  unpin: () => void;
}

export interface ReviewTab {
  /** Its name in the address */
  id: string;
  label: Label;
  order: number;
  /** Whether there is anything in it; always, where nothing is said */
  has?: (analysis: Analysis) => boolean;
  /** A picture that was drawn on is shown to somebody there */
  takesPictures?: true;
  /** Who may not, does not see it */
  needs?: Permission;
  /** `lazily(...)`: a tab's code comes when it is opened */
  component: LazyExoticComponent<ComponentType<{ watching: Watching }>>;
}
