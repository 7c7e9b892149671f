/** The bar of a phone: places, the one in the middle that adds something, and the rest in a drawer. */

import { ActionIcon, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type Icon, IconMenu2 } from "@tabler/icons-react";
import { Link, useLocation } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Language, SessionOwner } from "@/api/client";
import { lazily } from "@/kit/lazily";
import type { PageInfo } from "@/kit/pages";
import { Count } from "./Count";
import { isCurrent } from "./Places";
import { type May, phoneBar, sidebar } from "./pages";
import classes from "./Shell.module.css";

const MoreDrawer = lazily(() => import("./MoreDrawer"), "MoreDrawer");

export interface NavigationProps {
  owner: SessionOwner;
  may: May;
  bound: boolean;
}

export function PhoneBar({ owner, may, bound }: NavigationProps) {
  const { t, i18n } = useTranslation();
  const [open, { open: more, close }] = useDisclosure(false);
  const [opened, setOpened] = useState(false);
  const { places, add } = bound ? { places: [], add: undefined } : phoneBar(may);
  const half = Math.ceil((places.length + 1) / 2);
  const Plus = add?.icon;
  const shown = new Set(places);
  const counted = bound
    ? []
    : sidebar(may).flatMap(({ pages }) => pages.filter((one) => one.useCount && !shown.has(one)));
  return (
    <>
      <nav className={classes.bar} aria-label={t("navigation")}>
        <div className={classes.side}>
          {places.slice(0, half).map((page) => (
            <Place key={page.path} page={page} />
          ))}
        </div>
        {add && Plus && (
          <ActionIcon
            component={Link}
            to={add.path}
            variant="filled"
            color="accent"
            radius="50%"
            size={48}
            aria-label={add.label[i18n.language as Language]}
          >
            <Plus size={24} aria-hidden />
          </ActionIcon>
        )}
        <div className={classes.side}>
          {places.slice(half).map((page) => (
            <Place key={page.path} page={page} />
          ))}
          <UnstyledButton
            className={classes.place}
            onClick={() => {
              setOpened(true);
              more();
            }}
            aria-expanded={open}
          >
            <Sign icon={IconMenu2} label={t("more")} />
            {counted.map((page) => (
              <span key={page.path} className={classes.count}>
                <Count page={page} />
              </span>
            ))}
          </UnstyledButton>
        </div>
      </nav>
      {opened && (
        <Suspense>
          <MoreDrawer owner={owner} may={may} bound={bound} open={open} close={close} />
        </Suspense>
      )}
    </>
  );
}

function Place({ page }: { page: PageInfo }) {
  const { i18n } = useTranslation();
  const { pathname } = useLocation();
  return (
    <Link to={page.path} className={classes.place} aria-current={isCurrent(pathname, page.path) ? "page" : undefined}>
      {page.icon && <Sign icon={page.icon} label={page.label[i18n.language as Language]} />}
    </Link>
  );
}

function Sign({ icon: Drawn, label }: { icon: Icon; label: string }) {
  return (
    <>
      <Drawn size={22} stroke={1.75} aria-hidden />
      <Text size="xs" truncate maw="100%">
        {label}
      </Text>
    </>
  );
}
