import { IconCoin } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/admin/spend",
    component: lazyPage(() => import("./SpendPage"), "SpendPage"),
    label: labels.spend,
    icon: IconCoin,
    needs: "manage_studio",
    place: { section: "admin", order: 35 },
  },
];
