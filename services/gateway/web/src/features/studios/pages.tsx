import { IconBuildingCommunity } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/admin/studios",
    component: lazyPage(() => import("./Studios"), "Studios"),
    label: labels.studios,
    icon: IconBuildingCommunity,
    needs: "manage_platform",
    place: { section: "admin", order: 50 },
  },
];
