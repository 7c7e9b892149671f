/** Tells when the music does not fit the dance that was entered. */
import { Alert } from "@mantine/core";
import type { MusicFacts } from "../../api/client";
import { en } from "../../en";

export function MusicWarning({ music }: { music: MusicFacts }) {
  if (music.warning === "wrong_dance" && music.sounds_like) {
    return <Alert color="orange">{en.warning.wrong_dance(en.dance[music.sounds_like])}</Alert>;
  }
  const [low, high] = music.official_bars_per_minute ?? [];
  if (music.warning === "wrong_tempo" && music.bars_per_minute != null && low != null && high != null) {
    return <Alert color="orange">{en.warning.wrong_tempo(music.bars_per_minute, low, high)}</Alert>;
  }
  return null;
}
