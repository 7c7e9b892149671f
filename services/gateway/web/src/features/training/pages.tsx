import { IconSchool } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/train/runs",
    component: lazyPage(() => import("./Runs"), "Runs"),
    label: labels.runs,
    icon: IconSchool,
    needs: "annotate",
    place: { section: "train", order: 30 },
  },
  {
    path: "/train/runs/$runId",
    component: lazyPage(() => import("./RunPage"), "RunPage"),
    label: labels.run,
    needs: "annotate",
  },
];
