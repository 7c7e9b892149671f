/** The tabs of a couple's page, of all features: a new `coupleTabs.tsx` is among them. */
import type { CoupleTab } from "@/kit/coupleTabs";

const found = import.meta.glob<{ coupleTabs: CoupleTab[] }>("../*/coupleTabs.tsx", { eager: true });

export const COUPLE_TABS = Object.values(found)
  .flatMap((feature) => feature.coupleTabs)
  .sort((one, other) => one.order - other.order);
