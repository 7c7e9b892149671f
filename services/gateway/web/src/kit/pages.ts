/** What a feature says of its pages in `pages.tsx`; router and navigation are made from all of them. */
import type { Icon } from "@tabler/icons-react";
import { type AsyncRouteComponent, useMatches } from "@tanstack/react-router";
import type { Permission } from "@/api/client";
import type { Label } from "@/words/languages";

export const SECTIONS = ["work", "knowledge", "lab", "train", "admin", "help"] as const;
export type Section = (typeof SECTIONS)[number];

export interface PageInfo {
  path: string;
  /** `lazyRouteComponent(() => import("./Users"), "Users")`: a page's code comes when it is opened */
  // biome-ignore lint/suspicious/noExplicitAny: pages take no properties, whatever their router types say
  component: AsyncRouteComponent<any>;
  /** Its name in the navigation; also its heading and title, unless the page says another */
  label: Label;
  icon?: Icon;
  /** Who may not, is told so, and nothing is asked of the server */
  needs?: Permission;
  /** Where it stands in the sidebar; a page without is reached by links */
  place?: { section: Section; order: number };
  /** Its place in the bar at the foot of a phone; "add" is the one in the middle */
  phone?: number | "add";
  /** How many things there wait to be seen; a hook, told beside the page's name */
  useCount?: () => number;
  /** All the width, not the one of forms and lists */
  wide?: boolean;
  /** Can be seen without being signed in */
  open?: boolean;
}

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    page?: PageInfo;
  }
}

/** What was said of the page that is open; undefined where there is none. */
export function useCurrentPage(): PageInfo | undefined {
  return useMatches({ select: (matches) => matches.at(-1)?.staticData.page });
}
