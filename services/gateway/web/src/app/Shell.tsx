/** The app around a page: a slim sidebar on a desk, a bar at the foot of a phone. */
import { AppShell } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { SessionOwner } from "@/api/client";
import { usePhone } from "@/kit/usePhone";
import { PhoneBar } from "./PhoneBar";
import type { May } from "./pages";
import { Sidebar } from "./Sidebar";

export function Shell({ owner, children }: { owner: SessionOwner; children: ReactNode }) {
  const { t } = useTranslation();
  const phone = usePhone();
  // Who still has to set up the second factor can go nowhere.
  const may: May = (permission) => (owner.permissions ?? []).includes(permission);
  const bound = owner.missing === "second_factor";
  return (
    <AppShell
      navbar={{ width: "var(--sidebar-width)", breakpoint: "sm", collapsed: { mobile: true } }}
      footer={{ height: "var(--phone-bar-height)", collapsed: !phone }}
      padding={{ base: "md", sm: "lg" }}
    >
      <a href="#main" className="skip">
        {t("skip")}
      </a>
      {!phone && (
        <AppShell.Navbar>
          <Sidebar owner={owner} may={may} bound={bound} />
        </AppShell.Navbar>
      )}
      <AppShell.Main id="main" tabIndex={-1}>
        {children}
      </AppShell.Main>
      {phone && (
        <AppShell.Footer>
          <PhoneBar owner={owner} may={may} bound={bound} />
        </AppShell.Footer>
      )}
    </AppShell>
  );
}
