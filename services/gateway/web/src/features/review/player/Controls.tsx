/** What one does with a film: play, step, faster, slower, again and again, with skeletons or without. */
import { ActionIcon, Button, Menu, Slider, Text, Tooltip } from "@mantine/core";
import {
  type Icon,
  IconKeyboard,
  IconPencil,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBackFilled,
  IconPlayerSkipForwardFilled,
  IconRepeat,
  IconStretching,
  IconVolume,
  IconVolumeOff,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { usePhone } from "@/kit/usePhone";
import { useFormats } from "@/words/format";
import { RATES, secondOf } from "../time";
import type { Shown } from "./drawSkeletons";
import type { Playback } from "./Playback";
import classes from "./Player.module.css";
import { useFrame, usePlayState } from "./usePlayback";

export const SHOWN: Shown[] = ["both", "lead", "follow", "none"];

interface Props {
  playback: Playback;
  /** Undefined where there are none to show */
  shown: Shown | undefined;
  show: (shown: Shown) => void;
  /** Left out where there is nothing to draw on, and no keys */
  draw?: () => void;
  help?: () => void;
}

export function Controls({ playback, shown, show, draw, help }: Props) {
  const { t } = useTranslation("review");
  const { number } = useFormats();
  const phone = usePhone();
  const { playing, rate, loop, muted } = usePlayState(playback);
  const named = (value: number) => t("player.times", { rate: number(value, 2, 0) });
  return (
    <>
      <Scrub playback={playback} />
      <div className={classes.controls}>
        <Act label={t("player.back")} icon={IconPlayerSkipBackFilled} act={() => playback.step(-1)} />
        <Act
          label={t(playing ? "player.pause" : "player.play")}
          icon={playing ? IconPlayerPauseFilled : IconPlayerPlayFilled}
          act={playback.toggle}
          filled
        />
        <Act label={t("player.on")} icon={IconPlayerSkipForwardFilled} act={() => playback.step(1)} />
        <Place playback={playback} />
        <span className={classes.push} />
        {loop && <Act label={t("player.noLoop")} icon={IconRepeat} act={() => playback.setLoop(null)} pressed />}
        <Menu position="top">
          <Menu.Target>
            <Button
              variant="subtle"
              color="plain"
              size="compact-md"
              aria-label={t("player.rate", { rate: named(rate) })}
            >
              {named(rate)}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {RATES.map((one) => (
              <Menu.RadioItem
                key={one}
                value={String(one)}
                checked={one === rate}
                onClick={() => playback.setRate(one)}
              >
                {named(one)}
              </Menu.RadioItem>
            ))}
          </Menu.Dropdown>
        </Menu>
        {shown && (
          <Menu position="top">
            <Menu.Target>
              <ActionIcon size="lg" aria-label={t("player.skeletons", { shown: t(`player.shown.${shown}`) })}>
                <IconStretching size={20} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {SHOWN.map((one) => (
                <Menu.RadioItem key={one} value={one} checked={one === shown} onClick={() => show(one)}>
                  {t(`player.shown.${one}`)}
                </Menu.RadioItem>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        <Act
          label={t(muted ? "player.loud" : "player.mute")}
          icon={muted ? IconVolumeOff : IconVolume}
          act={() => playback.mute(!muted)}
        />
        {draw && <Act label={t("player.draw")} icon={IconPencil} act={draw} />}
        {help && !phone && <Act label={t("player.keys")} icon={IconKeyboard} act={help} />}
      </div>
    </>
  );
}

interface Action {
  label: string;
  icon: Icon;
  act: () => void;
  filled?: boolean;
  pressed?: boolean;
}

function Act({ label, icon: Sign, act, filled, pressed }: Action) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        size="lg"
        variant={filled ? "filled" : pressed ? "light" : "subtle"}
        color={filled || pressed ? "accent" : "plain"}
        aria-label={label}
        aria-pressed={pressed}
        onClick={act}
      >
        <Sign size={20} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function Place({ playback }: { playback: Playback }) {
  const { t } = useTranslation("review");
  const { clock, number } = useFormats();
  const frame = useFrame(playback);
  return (
    <Text size="sm" className={classes.place}>
      {clock(secondOf(frame, playback.film))} / {clock(playback.seconds)}{" "}
      <Text span size="xs" c="dimmed" data-testid="frame">
        {t("player.frame", { number: number(frame) })}
      </Text>
    </Text>
  );
}

function Scrub({ playback }: { playback: Playback }) {
  const { t } = useTranslation("review");
  const { clock } = useFormats();
  const frame = useFrame(playback);
  return (
    <Slider
      mt={6}
      mb={4}
      size="sm"
      min={0}
      max={playback.film.frames - 1}
      value={frame}
      onChange={(wanted) => playback.seek((wanted + 0.5) / playback.film.fps)}
      label={(at) => clock(secondOf(at, playback.film))}
      thumbLabel={t("player.scrub")}
      thumbSize={16}
    />
  );
}
