import { IconBooks, IconMicrophone } from "@tabler/icons-react";
import { lazyPage } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import labels from "./words/labels";

export const pages: PageInfo[] = [
  {
    path: "/knowledge/transcribe",
    component: lazyPage(() => import("./Transcribe"), "Transcribe"),
    label: labels.transcribe,
    icon: IconMicrophone,
    needs: "transcribe",
    place: { section: "knowledge", order: 30 },
  },
  {
    path: "/knowledge/transcribe/$transcriptionId",
    component: lazyPage(() => import("./Listening"), "Listening"),
    label: labels.listening,
    needs: "transcribe",
  },
  {
    path: "/knowledge/library",
    component: lazyPage(() => import("./Library"), "Library"),
    label: labels.library,
    icon: IconBooks,
    needs: "transcribe",
    place: { section: "knowledge", order: 40 },
  },
  {
    path: "/knowledge/library/$transcriptId",
    component: lazyPage(() => import("./Reading"), "Reading"),
    label: labels.transcript,
    needs: "transcribe",
  },
];
