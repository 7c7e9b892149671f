import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/analyses/$analysisId",
    component: lazyPage(() => import("./Review"), "Review"),
    label: labels.review,
    needs: "see_analyses",
    wide: true,
  },
  {
    path: "/analyses/$analysisId/beside/$otherId",
    component: lazyPage(() => import("./beside/Beside"), "Beside"),
    label: labels.beside,
    needs: "see_analyses",
    wide: true,
  },
];
