/** The server did not answer the very first question: said, and asked again and again. */
import { Button } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Empty } from "@/kit/Empty";
import { Page } from "@/kit/Page";
import { useSentence } from "@/words/sentence";
import classes from "./Shell.module.css";

export function Unreachable({ error, retry }: { error: Error | null; retry: () => void }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  return (
    <main className={classes.main}>
      <Page title={t("away.title")}>
        <Empty
          icon={IconPlugConnectedX}
          title={error ? sentence(error) : t("away.offline")}
          next={t("away.trying")}
          action={<Button onClick={retry}>{t("retry")}</Button>}
        />
      </Page>
    </main>
  );
}
