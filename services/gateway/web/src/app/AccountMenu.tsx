/** Who is signed in; their profile, the look of the app, and the way out. */
import { Avatar, Group, Menu, Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconChevronUp, IconLogout, IconUserCircle } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { SessionOwner } from "@/api/client";
import { signOut } from "@/features/account/queries";
import { useToast } from "@/kit/useToast";
import { useLook } from "./look";
import classes from "./Shell.module.css";

export function AccountMenu({ owner, bound }: { owner: SessionOwner; bound: boolean }) {
  const { t } = useTranslation();
  const toast = useToast();
  const look = useLook();
  const leave = useMutation({ ...signOut, onError: toast.failed });
  return (
    <Menu position="top-start" width="target">
      <Menu.Target>
        <UnstyledButton className={classes.account}>
          <VisuallyHidden>{t("account")}</VisuallyHidden>
          <Group gap="xs" wrap="nowrap">
            <Avatar name={owner.name} color="accent" size="md" aria-hidden />
            <div className={classes.names}>
              <Text size="sm" fw={600} truncate>
                {owner.name}
              </Text>
              <Text size="xs" c="dimmed" truncate>
                {owner.studio_name}
              </Text>
            </div>
            <IconChevronUp size={16} aria-hidden />
          </Group>
        </UnstyledButton>
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
