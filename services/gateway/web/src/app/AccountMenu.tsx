/** Who is signed in, at the sidebar's foot; the menu behind it comes when it is asked for. */

import { Avatar, Group, Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconChevronUp } from "@tabler/icons-react";
import { type ComponentProps, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SessionOwner } from "@/api/client";
import { lazily } from "@/kit/lazily";
import classes from "./Shell.module.css";

const OpenAccountMenu = lazily(() => import("./OpenAccountMenu"), "OpenAccountMenu");

export function AccountMenu({ owner, bound }: { owner: SessionOwner; bound: boolean }) {
  const [wanted, setWanted] = useState(false);
  const closed = <AccountButton owner={owner} aria-haspopup="menu" onClick={() => setWanted(true)} />;
  if (!wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <OpenAccountMenu owner={owner} bound={bound} />
    </Suspense>
  );
}

export function AccountButton({ owner, ...rest }: { owner: SessionOwner } & ComponentProps<"button">) {
  const { t } = useTranslation();
  return (
    <UnstyledButton className={classes.account} {...rest}>
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
  );
}
