import { IconMessages } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import { useWaiting } from "./queries";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/questions",
    component: lazyPage(() => import("./Questions"), "Questions"),
    label: labels.questions,
    icon: IconMessages,
    needs: "talk",
    place: { section: "work", order: 14 },
    useCount: useWaiting,
  },
  {
    path: "/questions/$threadId",
    component: lazyPage(() => import("./ThreadPage"), "ThreadPage"),
    label: labels.thread,
    needs: "talk",
  },
];
