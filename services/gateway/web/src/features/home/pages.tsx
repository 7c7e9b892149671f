import { IconHome } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/",
    component: lazyPage(() => import("./Home"), "Home"),
    label: labels.home,
    icon: IconHome,
    place: { section: "work", order: 10 },
    phone: 10,
  },
];
