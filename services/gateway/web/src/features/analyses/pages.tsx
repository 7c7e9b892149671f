import { IconListDetails } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/analyses",
    component: lazyPage(() => import("./AnalysisList"), "AnalysisList"),
    label: labels.analyses,
    needs: "see_analyses",
    icon: IconListDetails,
    place: { section: "work", order: 30 },
    phone: 20,
  },
];
