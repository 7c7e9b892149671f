/** What does not fit into the bar of a phone: all places, the look of the app, and the way out. */
import { Button, Divider, Drawer, SegmentedControl, Stack } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { signOut } from "@/features/account/queries";
import { useToast } from "@/kit/toast";
import { useLook } from "./look";
import type { NavigationProps } from "./PhoneBar";
import { Places } from "./Places";
import classes from "./Shell.module.css";

export function MoreDrawer({ owner, may, bound, open, close }: NavigationProps & { open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const look = useLook();
  const leave = useMutation({ ...signOut, onError: toast.failed });
  return (
    <Drawer
      opened={open}
      onClose={close}
      position="bottom"
      classNames={{ content: classes.drawer }}
      title={owner.studio_name}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Stack>
        {!bound && <Places may={may} gone={close} />}
        <Divider />
        <SegmentedControl
          aria-label={t("look.title")}
          fullWidth
          value={look.chosen}
          onChange={look.choose}
          data={look.choices}
        />
        <Button variant="default" leftSection={<IconLogout size={16} aria-hidden />} onClick={() => leave.mutate()}>
          {t("signOut")}
        </Button>
      </Stack>
    </Drawer>
  );
}
