import { IconKey } from "@tabler/icons-react";
import { lazyRouteComponent } from "@tanstack/react-router";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/admin/keys",
    component: lazyRouteComponent(() => import("./Keys"), "Keys"),
    label: labels.keys,
    icon: IconKey,
    needs: "manage_studio",
    place: { section: "admin", order: 40 },
  },
];
