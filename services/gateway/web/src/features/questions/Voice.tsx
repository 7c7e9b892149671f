/** A voice note: its sound, and what is said in it as Whisper has heard it. */
import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Post } from "@/api/client";
import { useFormats } from "@/words/format";
import classes from "./Questions.module.css";

export function Voice({ note, author }: { note: Post["attachments"][number]; author: string }) {
  const { t } = useTranslation("questions");
  const { language } = useFormats();
  const { written_down: state, text } = note;
  return (
    <Stack gap={4}>
      {/* biome-ignore lint/a11y/useMediaCaption: its words stand below */}
      <audio controls preload="none" src={note.url} aria-label={t("voice", { author })} className={classes.voice} />
      {state === "waiting" && (
        <Text size="sm" c="dimmed" role="status">
          {t("writingDown")}
        </Text>
      )}
      {state === "written" && text && (
        <figure className={classes.heard}>
          <Text component="blockquote" m={0} className={classes.text} translate="no" lang={note.language ?? undefined}>
            {text}
          </Text>
          <Text component="figcaption" size="xs" c="dimmed">
            {[t("writtenDown"), note.language && language(note.language)].filter(Boolean).join(" · ")}
          </Text>
        </figure>
      )}
      {((state === "written" && !text) || state === "unheard") && (
        <Text size="sm" c="dimmed">
          {t(state === "unheard" ? "unheard" : "nobodySpeaks")}
        </Text>
      )}
    </Stack>
  );
}
