/** The signed-in person's profile, the look of the app, and the way out. */
import { Menu } from "@mantine/core";
import { IconLogout, IconUserCircle } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { SessionOwner } from "@/api/client";
import { signOut } from "@/features/account/queries";
import { useToast } from "@/kit/toast";
import { AccountButton } from "./AccountMenu";
import { useLook } from "./look";

export function OpenAccountMenu({ owner, bound }: { owner: SessionOwner; bound: boolean }) {
  const { t } = useTranslation();
  const toast = useToast();
  const look = useLook();
  const leave = useMutation({ ...signOut, onError: toast.failed });
  return (
    <Menu position="top-start" width="target" defaultOpened>
      <Menu.Target>
        <AccountButton owner={owner} />
      </Menu.Target>
      <Menu.Dropdown>
        {!bound && (
          <Menu.Item component={Link} to="/profile" leftSection={<IconUserCircle size={16} aria-hidden />}>
            {t("profile")}
          </Menu.Item>
        )}
        <Menu.Label>{t("look.title")}</Menu.Label>
        <Menu.RadioGroup value={look.chosen} onChange={look.choose}>
          {look.choices.map(({ value, label }) => (
            <Menu.RadioItem key={value} value={value}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => leave.mutate()}>
          {t("signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
