/** Signing in at another provider; only those that are set up are offered. */
import { Button, Divider } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { account } from "./queries";

/** `apart`: in a tab of its own, for the page is not to be left. */
export function OtherWays({ apart }: { apart: boolean }) {
  const { t } = useTranslation("account");
  const providers = useQuery(account.providers());
  if (!providers.data?.length) return null;
  return (
    <>
      <Divider label={t("signIn.or")} />
      {providers.data.map((provider) => (
        <Button
          key={provider.name}
          component="a"
          href={`/v1/account/social/${provider.name}`}
          target={apart ? "_blank" : undefined}
          variant="default"
        >
          {t("signIn.social", { provider: provider.label })}
        </Button>
      ))}
    </>
  );
}
