import { IconListDetails } from "@tabler/icons-react";
import { lazyRouteComponent } from "@tanstack/react-router";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/analyses",
    component: lazyRouteComponent(() => import("./AnalysisList"), "AnalysisList"),
    label: labels.analyses,
    needs: "see_analyses",
    icon: IconListDetails,
    place: { section: "work", order: 30 },
    phone: 20,
  },
];
