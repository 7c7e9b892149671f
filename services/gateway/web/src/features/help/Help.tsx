/** Recording, scores, the work and the keyboard, on one page that can be searched; each part has an address of its own. */
import { Anchor, Group, List, Stack, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "@/kit/Empty";
import { Page } from "@/kit/Page";
import { Article } from "./Article";
import { Keys } from "./Keys";
import { Measured } from "./Measured";
import { Pictures } from "./Pictures";
import { useFound } from "./useFound";

/** In this order; what has sentences beside its words takes them from `words/en.ts` */
const ARTICLES = ["recording", "work", "scores", "measured", "keys", "datasets", "studio", "trouble"] as const;

export function Help() {
  const { t } = useTranslation("help");
  const [typed, setTyped] = useState("");
  const found = useFound(typed);
  // The page's parts are there only now, and the browser has looked for them before.
  useEffect(() => document.getElementById(window.location.hash.slice(1))?.scrollIntoView(), []);
  const shown = ARTICLES.filter((name) => found.article(name));
  return (
    <Page context={t("context")}>
      <Stack maw="48rem" gap="lg">
        <TextInput
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {shown.length === 0 && <Empty title={t("nothing")} />}
        {typed === "" && (
          <Group component="nav" aria-label={t("context")} gap="md">
            {ARTICLES.map((name) => (
              <Anchor key={name} href={`#${name}`} size="sm" py={4}>
                {t(`title.${name}`)}
              </Anchor>
            ))}
          </Group>
        )}
        {shown.map((name) => (
          <Article key={name} id={name} title={t(`title.${name}`)}>
            {name === "recording" && typed === "" && (
              <>
                <Text>{t("why")}</Text>
                <Pictures of="recording" />
              </>
            )}
            {name === "datasets" && typed === "" && <Pictures of="datasets" />}
            {name === "measured" && <Measured fitting={found.measured} />}
            {name === "keys" && <Keys found={found.key} />}
            {name !== "measured" && name !== "keys" && (
              <List spacing="xs">
                {found.sentences(name).map((sentence) => (
                  <List.Item key={sentence}>{sentence}</List.Item>
                ))}
              </List>
            )}
          </Article>
        ))}
      </Stack>
    </Page>
  );
}
