import { IconFriends } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/couples",
    component: lazyPage(() => import("./CoupleList"), "CoupleList"),
    label: labels.couples,
    icon: IconFriends,
    needs: "see_couples",
    place: { section: "work", order: 40 },
    phone: 30,
  },
  {
    path: "/couples/$coupleId",
    component: lazyPage(() => import("./CouplePage"), "CouplePage"),
    label: labels.couple,
    needs: "see_couples",
  },
];
