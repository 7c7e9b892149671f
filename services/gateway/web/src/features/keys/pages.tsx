import { IconKey } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/admin/keys",
    component: lazyPage(() => import("./Keys"), "Keys"),
    label: labels.keys,
    icon: IconKey,
    needs: "manage_studio",
    place: { section: "admin", order: 40 },
  },
];
