import { IconHistory } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/admin/logs",
    component: lazyPage(() => import("./Logs"), "Logs"),
    label: labels.logs,
    icon: IconHistory,
    needs: "manage_users",
    place: { section: "admin", order: 20 },
  },
];
