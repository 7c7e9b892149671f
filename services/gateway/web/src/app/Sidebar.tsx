/** The sidebar of a desk: places by section, the account at its foot. */
import { Group, Image, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { SessionOwner } from "@/api/client";
import { AccountMenu } from "./AccountMenu";
import { Places } from "./Places";
import type { May } from "./pages";
import classes from "./Shell.module.css";

interface Props {
  owner: SessionOwner;
  may: May;
  bound: boolean;
}

export function Sidebar({ owner, may, bound }: Props) {
  const { t } = useTranslation();
  return (
    <Stack h="100%" gap="sm" p="sm">
      <Link to="/" className={classes.brand}>
        <Group gap="xs" wrap="nowrap">
          <Image src="/icon.svg" alt="" w={24} h={24} />
          <Text fw={650}>{t("product")}</Text>
        </Group>
      </Link>
      <div className={classes.places}>{!bound && <Places may={may} />}</div>
      <AccountMenu owner={owner} bound={bound} />
    </Stack>
  );
}
