import { IconPlus } from "@tabler/icons-react";
import { lazyRouteComponent } from "@tanstack/react-router";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/new",
    component: lazyRouteComponent(() => import("./NewAnalysis"), "NewAnalysis"),
    label: labels.fresh,
    icon: IconPlus,
    needs: "upload",
    place: { section: "work", order: 20 },
    phone: "add",
  },
];
