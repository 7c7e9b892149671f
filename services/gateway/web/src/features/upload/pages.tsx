import { IconPlus } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/new",
    component: lazyPage(() => import("./NewAnalysis"), "NewAnalysis"),
    label: labels.fresh,
    icon: IconPlus,
    needs: "upload",
    place: { section: "work", order: 20 },
    phone: "add",
  },
];
