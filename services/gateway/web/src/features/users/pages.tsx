import { IconUsers } from "@tabler/icons-react";
import { lazyRouteComponent } from "@tanstack/react-router";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/admin/users",
    component: lazyRouteComponent(() => import("./Users"), "Users"),
    label: labels.users,
    icon: IconUsers,
    needs: "manage_users",
    place: { section: "admin", order: 10 },
  },
];
