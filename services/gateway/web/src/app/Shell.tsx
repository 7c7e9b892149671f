/** The app around a page: a slim sidebar on a desk, a bar at the foot of a phone. */

import { type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { SessionOwner } from "@/api/client";
import { lazily } from "@/kit/lazily";
import { usePhone } from "@/kit/usePhone";
import { Line } from "./Line";
import type { May } from "./pages";
import classes from "./Shell.module.css";
import { TrayPlace } from "./TrayPlace";
import { WorkLine } from "./WorkLine";

const Sidebar = lazily(() => import("./Sidebar"), "Sidebar");
const PhoneBar = lazily(() => import("./PhoneBar"), "PhoneBar");

export function Shell({ owner, children }: { owner: SessionOwner; children: ReactNode }) {
  const { t } = useTranslation();
  const Navigation = usePhone() ? PhoneBar : Sidebar;
  const may: May = (permission) => (owner.permissions ?? []).includes(permission);
  // Who still has to set up the second factor can go nowhere.
  const bound = owner.missing === "second_factor";
  return (
    <div className={classes.shell}>
      <a href="#main" className="skip">
        {t("skip")}
      </a>
      <div className={classes.navigation}>
        <Suspense fallback={<div aria-busy />}>
          <Navigation owner={owner} may={may} bound={bound} />
        </Suspense>
      </div>
      {!bound && may("see_analyses") && <WorkLine />}
      <main id="main" tabIndex={-1} className={classes.main}>
        <Line />
        {children}
      </main>
      {!bound && <TrayPlace owner={owner} may={may} />}
    </div>
  );
}
