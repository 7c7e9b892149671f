import { IconUsers } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/admin/users",
    component: lazyPage(() => import("./Users"), "Users"),
    label: labels.users,
    icon: IconUsers,
    needs: "manage_users",
    place: { section: "admin", order: 10 },
  },
];
