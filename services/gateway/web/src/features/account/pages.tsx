import { IconUserCircle } from "@tabler/icons-react";
import { lazyRouteComponent } from "@tanstack/react-router";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/profile",
    component: lazyRouteComponent(() => import("./Profile"), "Profile"),
    label: labels.profile,
    icon: IconUserCircle,
    phone: 40,
  },
  {
    path: "/set-password",
    component: lazyRouteComponent(() => import("./SetPassword"), "SetPassword"),
    label: labels.setPassword,
    open: true,
  },
];
