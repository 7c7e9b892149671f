import { IconPhotoEdit } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/train/datasets",
    component: lazyPage(() => import("./Datasets"), "Datasets"),
    label: labels.datasets,
    icon: IconPhotoEdit,
    needs: "annotate",
    place: { section: "train", order: 20 },
  },
  {
    path: "/train/datasets/$datasetId",
    component: lazyPage(() => import("./grid/Frames"), "Frames"),
    label: labels.frames,
    needs: "annotate",
    wide: true,
  },
  {
    path: "/train/datasets/$datasetId/frames/$frameId",
    component: lazyPage(() => import("./editor/FramePage"), "FramePage"),
    label: labels.frame,
    needs: "annotate",
    wide: true,
  },
];
