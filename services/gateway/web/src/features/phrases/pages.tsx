import { IconQuote } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/knowledge/phrases",
    component: lazyPage(() => import("./Phrases"), "Phrases"),
    label: labels.phrases,
    icon: IconQuote,
    needs: "transcribe",
    place: { section: "knowledge", order: 20 },
  },
];
