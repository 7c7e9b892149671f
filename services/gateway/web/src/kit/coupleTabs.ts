/** What a feature says of the tabs it has on a couple's page, in `coupleTabs.tsx`; the page is made from all of them. */
import type { ComponentType, LazyExoticComponent } from "react";
import type { Couple, Permission } from "@/api/client";
import type { Label } from "@/words/languages";

export interface CoupleTab {
  /** Its name in the address */
  id: string;
  label: Label;
  order: number;
  /** Who may not, does not see it */
  needs?: Permission;
  /** `lazy(...)`: a tab's code comes when it is opened */
  component: LazyExoticComponent<ComponentType<{ couple: Couple }>>;
}
