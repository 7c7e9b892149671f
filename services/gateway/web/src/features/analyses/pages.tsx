import { IconListDetails } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/",
    component: lazyPage(() => import("./AnalysisList"), "AnalysisList"),
    label: labels.analyses,
    icon: IconListDetails,
    place: { section: "work", order: 10 },
    phone: 10,
  },
];
