import { IconHelp } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/help",
    component: lazyPage(() => import("./Help"), "Help"),
    label: labels.help,
    icon: IconHelp,
    place: { section: "help", order: 10 },
  },
];
