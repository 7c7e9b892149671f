import { IconHome } from "@tabler/icons-react";
import { lazyRouteComponent } from "@tanstack/react-router";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/",
    component: lazyRouteComponent(() => import("./Home"), "Home"),
    label: labels.home,
    icon: IconHome,
    place: { section: "work", order: 10 },
    phone: 10,
  },
];
