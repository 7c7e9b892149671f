import { IconSettings } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/admin/setup",
    component: lazyPage(() => import("./Setup"), "Setup"),
    label: labels.setup,
    icon: IconSettings,
    needs: "manage_studio",
    place: { section: "admin", order: 30 },
  },
];
