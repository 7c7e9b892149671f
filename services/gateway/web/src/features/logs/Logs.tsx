/** The login log and the audit log, with filters and as files. */
import { Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "@/kit/Page";
import { Changes } from "./Changes";
import { Logins } from "./Logins";

export function Logs() {
  const { t } = useTranslation("logs");
  const { tab = "logins" } = useSearch({ strict: false }) as { tab?: string };
  const navigate = useNavigate();
  return (
    <Page context={t("context")}>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(chosen) => void navigate({ to: ".", search: () => ({ tab: chosen }) })}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="logins">{t("logins")}</Tabs.Tab>
          <Tabs.Tab value="changes">{t("changes")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="logins">
          <Logins />
        </Tabs.Panel>
        <Tabs.Panel value="changes">
          <Changes />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
