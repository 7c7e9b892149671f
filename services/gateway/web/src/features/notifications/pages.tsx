import { IconBell } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import { useUnread } from "./queries";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/notifications",
    component: lazyPage(() => import("./Notifications"), "Notifications"),
    label: labels.notifications,
    icon: IconBell,
    needs: "account",
    place: { section: "work", order: 15 },
    useCount: useUnread,
  },
];
