/** All places of the app that this person may go to; the current one is marked. */
import { NavLink, Stack, Text } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Language } from "@/api/client";
import { Count } from "./Count";
import { type May, sidebar } from "./pages";

/** The first speaks for itself; the last is one page with the section's own name */
const UNTITLED: readonly string[] = ["work", "help"];

/** A page is current, and a page below it: `/analyses/1` is below nothing, `/admin/users/1` below `/admin/users`. */
export const isCurrent = (path: string, place: string) =>
  path === place || (place !== "/" && path.startsWith(`${place}/`));

export function Places({ may, gone }: { may: May; gone?: () => void }) {
  const { t, i18n } = useTranslation();
  const { pathname } = useLocation();
  return (
    <Stack gap="sm" component="nav" aria-label={t("navigation")}>
      {sidebar(may).map(({ section, pages }) => (
        <div key={section}>
          {!UNTITLED.includes(section) && (
            <Text size="xs" fw={600} c="dimmed" px="sm" pb={2}>
              {t(`section.${section}`)}
            </Text>
          )}
          {pages.map((page) => {
            const { path, label, icon: Sign } = page;
            const current = isCurrent(pathname, path);
            return (
              <NavLink
                key={path}
                component={Link}
                to={path}
                label={label[i18n.language as Language]}
                rightSection={page.useCount && <Count page={page} />}
                leftSection={Sign && <Sign size={18} stroke={1.75} aria-hidden />}
                active={current}
                aria-current={current ? "page" : undefined}
                fw={current ? 600 : undefined}
                onClick={gone}
                style={{ borderRadius: "var(--mantine-radius-md)" }}
              />
            );
          })}
        </div>
      ))}
    </Stack>
  );
}
