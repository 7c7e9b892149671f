import { lazyRouteComponent } from "@tanstack/react-router";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/analyses/$analysisId",
    component: lazyRouteComponent(() => import("./Review"), "Review"),
    label: labels.review,
    needs: "see_analyses",
    wide: true,
  },
];
