/** One segment: its words, each of which can be gone to; and its text, where somebody edits it. */
import { ActionIcon, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { IconArrowsJoin, IconArrowsSplit, IconPencil } from "@tabler/icons-react";
import { Fragment, memo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TranscriptSegment } from "@/api/client";
import { useFormats } from "@/words/format";
import classes from "./editor.module.css";

interface Props {
  segment: TranscriptSegment;
  index: number;
  last: boolean;
  /** The word that is heard; -1 where none of this segment is */
  said: number;
  playing: boolean;
  edited: boolean;
  seek: ((second: number) => void) | undefined;
  edit: (index: number | null) => void;
  change: (index: number, text: string) => void;
  split: (index: number, text: string, offset: number) => void;
  merge: (index: number) => void;
}

export const Row = memo(function Row(props: Props) {
  const { segment, index, last, playing, edited, seek, edit, merge } = props;
  const { t } = useTranslation("transcription");
  const { clock } = useFormats();
  const time = clock(segment.start);
  return (
    <Group className={classes.row} align="flex-start" gap="sm" wrap="nowrap" component="li" aria-current={playing}>
      {seek ? (
        <Button size="compact-sm" variant="subtle" aria-label={t("goTo", { time })} onClick={() => seek(segment.start)}>
          {time}
        </Button>
      ) : (
        <Text size="sm" c="dimmed" miw="4.5em" ta="right">
          {time}
        </Text>
      )}
      {edited ? (
        <Editing {...props} />
      ) : (
        <>
          <Text flex={1} pt={2} translate="no">
            <Words {...props} />
          </Text>
          <Group gap={4} wrap="nowrap">
            <ActionIcon variant="subtle" aria-label={t("editAt", { time })} onClick={() => edit(index)}>
              <IconPencil size={16} aria-hidden />
            </ActionIcon>
            {!last && (
              <ActionIcon variant="subtle" aria-label={t("mergeAt", { time })} onClick={() => merge(index)}>
                <IconArrowsJoin size={16} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        </>
      )}
    </Group>
  );
});

function Words({ segment, said, seek }: Props) {
  const words = segment.words ?? [];
  if (!words.length || !seek) return segment.text;
  // Chinese is written without spaces; what is read aloud and copied is as it was written.
  const space = segment.text.includes(" ") ? " " : "";
  return words.map((word, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the same word may be said twice
    <Fragment key={at}>
      <button
        type="button"
        tabIndex={-1}
        className={at === said ? `${classes.word} ${classes.said}` : classes.word}
        onClick={() => seek(word.start)}
      >
        {word.text}
      </button>
      {space}
    </Fragment>
  ));
}

function Editing({ segment, index, edit, change, split }: Props) {
  const { t } = useTranslation("transcription");
  const { clock } = useFormats();
  const { t: common } = useTranslation();
  const [text, setText] = useState(segment.text);
  const field = useRef<HTMLTextAreaElement>(null);
  const take = () => {
    change(index, text.trim() || segment.text);
    edit(null);
  };
  return (
    <Stack gap="xs" flex={1}>
      <Textarea
        ref={field}
        aria-label={t("textAt", { time: clock(segment.start) })}
        autosize
        autoFocus
        maxLength={5000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") edit(null);
          if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            take();
          }
        }}
      />
      <Group gap="xs">
        <Button size="xs" onClick={take}>
          {t("take")}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowsSplit size={14} aria-hidden />}
          onClick={() => {
            split(index, text, field.current?.selectionStart ?? 0);
            edit(null);
          }}
        >
          {t("split")}
        </Button>
        <Button size="xs" variant="subtle" onClick={() => edit(null)}>
          {common("cancel")}
        </Button>
      </Group>
    </Stack>
  );
}
