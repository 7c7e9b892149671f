import { IconTopologyStar3 } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/train/models",
    component: lazyPage(() => import("./Models"), "Models"),
    label: labels.models,
    icon: IconTopologyStar3,
    needs: "manage_studio",
    place: { section: "train", order: 10 },
  },
];
