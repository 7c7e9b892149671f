import { IconUserCircle } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/profile",
    component: lazyPage(() => import("./Profile"), "Profile"),
    label: labels.profile,
    icon: IconUserCircle,
    phone: 40,
  },
  {
    path: "/set-password",
    component: lazyPage(() => import("./SetPassword"), "SetPassword"),
    label: labels.setPassword,
    open: true,
  },
];
