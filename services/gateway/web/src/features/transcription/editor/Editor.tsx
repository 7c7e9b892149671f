/** A transcript beside its recording: the word that is heard is marked, a word that is pressed is gone to. */
import { ActionIcon, Button, Group, Paper, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dance, TranscriptSegment } from "@/api/client";
import { DanceChips } from "@/kit/DanceChips";
import { options } from "@/kit/options";
import { Problem } from "@/kit/Trouble";
import { useFreshAddress } from "@/kit/useFreshAddress";
import { LANGUAGES } from "@/words/languages";
import type { Played } from "../queries";
import { change, merge, placeAt, type Segments, split } from "./editing";
import classes from "./editor.module.css";
import { FindReplace } from "./FindReplace";
import { Picture } from "./Picture";
import { Row } from "./Row";
import { useHistory } from "./useHistory";

export interface Draft {
  name: string;
  dances: Dance[];
  language: string;
  segments: TranscriptSegment[];
}

interface Props {
  draft: Draft;
  played: Played;
  /** Second at which it is opened */
  startAt?: number;
  save: { send: (draft: Draft) => void; isPending: boolean; error: Error | null; label: string };
}

export function Editor({ draft, played, startAt, save }: Props) {
  const { t } = useTranslation("transcription");
  const { t: common } = useTranslation();
  const [name, setName] = useState(draft.name);
  const [dances, setDances] = useState<string[]>(draft.dances);
  const [language, setLanguage] = useState(draft.language);
  const history = useHistory<Segments>(draft.segments);
  const [edited, setEdited] = useState<number | null>(null);
  const [place, setPlace] = useState({ segment: -1, word: -1 });
  const sound = useRef<HTMLAudioElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const refresh = useFreshAddress(sound);
  const [mute, setMute] = useState(false);
  const segments = history.now;
  const latest = useRef({ segments, set: history.set });
  latest.current = { segments, set: history.set };

  const seek = useCallback((second: number) => {
    if (!sound.current) return;
    sound.current.currentTime = second;
    setPlace(placeAt(latest.current.segments, second + 0.01));
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is opened
  useEffect(() => {
    if (startAt === undefined) return;
    const found = placeAt(segments, startAt + 0.01);
    list.current?.children[found.segment]?.scrollIntoView({ block: "center" });
    seek(startAt);
    setPlace(found);
  }, []);
  const heard = () => {
    const next = placeAt(latest.current.segments, sound.current?.currentTime ?? 0);
    setPlace((before) => (before.segment === next.segment && before.word === next.word ? before : next));
  };
  // Words pass faster than the browser tells the time.
  useEffect(() => {
    const timer = setInterval(() => sound.current && !sound.current.paused && heard(), 100);
    return () => clearInterval(timer);
  });
  const onChange = useCallback((index: number, text: string) => {
    latest.current.set(change(latest.current.segments, index, text));
  }, []);
  const onSplit = useCallback((index: number, text: string, offset: number) => {
    latest.current.set(split(change(latest.current.segments, index, text), index, offset));
  }, []);
  const onMerge = useCallback((index: number) => latest.current.set(merge(latest.current.segments, index)), []);
  const send = () => save.send({ name: name.trim(), dances: dances as Dance[], language, segments });
  return (
    <Stack gap="md">
      <Paper p="md">
        <Stack gap="md">
          <Group align="flex-end">
            <TextInput
              label={common("called")}
              value={name}
              maxLength={120}
              required
              flex="1 1 14rem"
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Select
              label={t("language")}
              flex="0 1 12rem"
              data={[{ value: "", label: t("anyLanguage") }, ...options(LANGUAGES, (one) => t(`spoken.${one}`))]}
              value={(LANGUAGES as readonly string[]).includes(language) ? language : ""}
              allowDeselect={false}
              onChange={(value) => setLanguage(value ?? "")}
            />
            <Button onClick={send} loading={save.isPending} disabled={!name.trim() || !segments.length}>
              {save.label}
            </Button>
          </Group>
          <DanceChips label={t("dances")} value={dances} onChange={setDances} />
          <Problem error={save.error} />
        </Stack>
      </Paper>
      <div className={classes.player}>
        {played.sound && played.picture && <Picture src={played.picture} sound={sound} />}
        {(!played.sound || mute) && (
          <Text size="sm" c="dimmed">
            {t("noRecording")}
          </Text>
        )}
        {played.sound && (
          // biome-ignore lint/a11y/useMediaCaption: its text stands below
          <audio
            ref={sound}
            controls
            preload="metadata"
            src={played.sound}
            aria-label={t("sound")}
            onSeeked={heard}
            onError={() => setMute(!refresh())}
          />
        )}
        <Group gap="xs" mt="xs">
          <ActionIcon variant="default" aria-label={t("undo")} disabled={!history.undo} onClick={history.undo}>
            <IconArrowBackUp size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="default" aria-label={t("redo")} disabled={!history.redo} onClick={history.redo}>
            <IconArrowForwardUp size={18} aria-hidden />
          </ActionIcon>
          <FindReplace segments={segments} set={history.set} />
        </Group>
      </div>
      {!segments.length && <Text c="dimmed">{t("nothingLeft")}</Text>}
      <Stack gap={4} component="ul" p={0} m={0} style={{ listStyle: "none" }} ref={list} aria-label={t("text")}>
        {segments.map((segment, index) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: segments have no name but their place
            key={index}
            segment={segment}
            index={index}
            last={index === segments.length - 1}
            said={place.segment === index ? place.word : -1}
            playing={place.segment === index}
            edited={edited === index}
            seek={played.sound ? seek : undefined}
            edit={setEdited}
            change={onChange}
            split={onSplit}
            merge={onMerge}
          />
        ))}
      </Stack>
    </Stack>
  );
}
