import { IconBulb } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/knowledge/principles",
    component: lazyPage(() => import("./Principles"), "Principles"),
    label: labels.principles,
    icon: IconBulb,
    needs: "teach",
    place: { section: "knowledge", order: 10 },
  },
];
