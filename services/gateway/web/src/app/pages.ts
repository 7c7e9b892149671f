/** The pages of all features. A new folder under `features` with a `pages.tsx` is in the app. */
import type { Permission } from "@/api/client";
import { type PageInfo, SECTIONS, type Section } from "@/kit/pages";

const found = import.meta.glob<{ pages: PageInfo[] }>("../features/*/pages.tsx", { eager: true });

export const PAGES = Object.values(found).flatMap((feature) => feature.pages);

export type May = (permission: Permission) => boolean;
const open = (may: May) => (page: PageInfo) => !page.needs || may(page.needs);

export interface Group {
  section: Section;
  pages: PageInfo[];
}

/** The sidebar: sections in their order, with what this person may do; empty ones are left out. */
export function sidebar(may: May, pages = PAGES): Group[] {
  const order = (page: PageInfo) => page.place?.order ?? 0;
  return SECTIONS.map((section) => ({
    section,
    pages: pages
      .filter((page) => page.place?.section === section)
      .filter(open(may))
      .sort((one, other) => order(one) - order(other)),
  })).filter((group) => group.pages.length > 0);
}

const PHONE_PLACES = 3;

/** The bar of a phone: up to three places, the one to add something, and all the rest behind "more". */
export function phoneBar(may: May, pages = PAGES): { places: PageInfo[]; add: PageInfo | undefined } {
  const mine = pages.filter(open(may));
  const places = mine.flatMap((page) => (typeof page.phone === "number" ? [{ page, order: page.phone }] : []));
  return {
    places: places
      .sort((one, other) => one.order - other.order)
      .slice(0, PHONE_PLACES)
      .map(({ page }) => page),
    add: mine.find((page) => page.phone === "add"),
  };
}
