"""What is heard in a video: the beats, or why there are none, and whether this is the dance's music at all. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from danceai.common.contracts.analyses import MusicHints
from danceai.common.contracts.base import Dance
from danceai.common.contracts.scores import MusicFacts
from danceai.scoring.music.beats import LEEWAY, Music, Tapped, find_beats, track_beats
from danceai.scoring.music.clarity import measure_clarity
from danceai.scoring.music.onsets import Onsets, Samples, find_onsets
from danceai.scoring.music.sound import Sound
from danceai.scoring.music.tempi import tempo_of

NEAR_BEAT = 0.055
"""Seconds around a beat whose onsets the beat explains."""
LIKES = 1.35
"""Another dance's grid must explain the sound this much better before we doubt what was entered."""
SAME_GRID = 0.02
"""Share by which two periods may differ and still be the same beat."""
LEAST_EXPLAINED = 0.4
LEAST_CLARITY = 1.8
"""By which music's tempo stands above all others; talk reaches 1.6"""
SILENT_RATE = 100
OFF_TEMPO = 0.025
"""Share outside the official range from which we warn."""


@dataclass(frozen=True)
class Heard:
    """The music, when it can be danced to, and what is known of it."""

    music: Music | None
    facts: MusicFacts

    def moved(self, seconds: float) -> "Heard":
        """The same in a clock in which everything happens `seconds` later."""
        if self.music is None or not seconds:
            return self
        beats = [round(beat + seconds, 3) for beat in self.facts.beats]
        return Heard(self.music.moved(seconds), self.facts.model_copy(update={"beats": beats}))


def tell_movement(heard: Heard, metre: Music) -> MusicFacts:
    """What is known where no music can be danced to, but bars are found in the couple's movement."""
    return heard.facts.model_copy(update={"bars_from": "moved", **_describe(metre)})


def _describe(music: Music) -> dict[str, float | int | list[float]]:
    """Tempo, certainty and beats as facts."""
    return {
        "beats_per_minute": round(60 / music.period, 2),
        "bars_per_minute": round(60 / music.bar, 2),
        "confidence": round(music.confidence, 3),
        "drift": round(music.drift, 4),
        "beats": [round(float(beat), 3) for beat in music.beats],
        "beats_per_bar": music.beats_per_bar,
        "first_downbeat": music.first_downbeat,
    }


def hear(
    sound: Sound | None,
    dance: Dance,
    federation: str,
    hints: MusicHints,
    seconds: float = 0.0,
    cuts: Sequence[float] = (),
) -> Heard:
    """Beats of a sound track (samples, rate), with the dance entered and what a user has tapped.

    seconds: how long the video is; without sound, tapped beats are counted to its end. cuts: seconds at which its
    picture is cut.
    """
    samples, rate = sound or (np.zeros(round(seconds * SILENT_RATE)), SILENT_RATE)
    tapped = Tapped(hints.beats_per_minute, hints.downbeat)
    tempo = tempo_of(dance, federation)
    music = find_beats(samples, rate, tempo, tapped, cuts=cuts)
    if music is None and sound is None:
        return _refuse("The video has no sound.")
    if music is None:
        return _refuse("No music in this dance's tempo could be heard.")
    if hints.beats_per_minute is None:
        onsets, own = _listen_where_it_plays(samples, rate, music)
        if other := _find_likelier_dance(onsets, dance, federation, own):
            refused = _refuse(
                f"The music sounds like {other.value.replace('_', ' ')}, not {dance.value.replace('_', ' ')}."
            )
            facts = refused.facts.model_copy(update={"warning": "wrong_dance", "sounds_like": other})
            return replace(refused, facts=facts)
        if measure_clarity(onsets, own.period) < LEAST_CLARITY:
            return _refuse("No music in this dance's tempo could be heard.")
    bars = 60 / music.bar
    off = not tempo.slowest * (1 - OFF_TEMPO) <= bars <= tempo.fastest * (1 + OFF_TEMPO)
    facts = MusicFacts(
        assessable=True,
        bars_from="tapped" if hints.beats_per_minute else "heard",
        warning="wrong_tempo" if off else "",
        official_bars_per_minute=(tempo.slowest, tempo.fastest),
    )
    return Heard(music, facts.model_copy(update=_describe(music)))


def _refuse(reason: str) -> Heard:
    return Heard(None, MusicFacts(assessable=False, bars_from="none", reason=reason))


def _listen_where_it_plays(samples: Samples, rate: int, music: Music) -> tuple[Onsets, Music]:
    """Onsets where beats were found, and the beats in their time: talk before it fits every grid equally badly."""
    first, last = (
        round(float(edge) * rate) for edge in (music.beats[0] - music.period, music.beats[-1] + music.period)
    )
    return find_onsets(samples[max(first, 0) : last], rate), music.moved(-max(first, 0) / rate)


def _find_likelier_dance(onsets: Onsets, dance: Dance, federation: str, music: Music) -> Dance | None:
    """Another dance, when its tempo explains the sound much better than the one that was entered."""
    smooth = np.convolve(onsets.strength, np.hanning(7), "same")

    def measure_fit(found: Music | None) -> float:
        """Harmonic mean of how strong the sound is on the beats and how much of it is there."""
        if found is None:
            return 0.0
        at = np.rint(found.beats / onsets.hop).astype(int)
        width = round(NEAR_BEAT / onsets.hop)
        near = np.zeros(len(smooth), bool)
        near[np.clip(at[:, None] + np.arange(-width, width + 1)[None], 0, len(smooth) - 1)] = True
        chance = float(near.mean())
        share = max((float(smooth[near].sum() / smooth.sum()) - chance) / max(1 - chance, 1e-9), 0.0)
        return 2 * share * found.confidence / max(share + found.confidence, 1e-9)

    own = measure_fit(music)
    low, high = (60 / tempo for tempo in tempo_of(dance, federation).beats_per_minute(LEEWAY))
    inside = high <= music.period <= low

    def weigh(other: Dance) -> float:
        """How much better the other dance fits, from 0; a beat that is foreign here and at home there counts fully."""
        found = track_beats(onsets, tempo_of(other, federation), Tapped(), far=0.0)
        same = found is not None and abs(found.period / music.period - 1) < SAME_GRID
        fit = measure_fit(found)
        if found is None or measure_clarity(onsets, found.period) < LEAST_CLARITY:
            return 0.0
        return fit if fit > max(LEAST_EXPLAINED, (1.0 - SAME_GRID if same and not inside else LIKES) * own) else 0.0

    doubts = {other: weigh(other) for other in Dance if other != dance}
    best = max(doubts, key=lambda other: doubts[other])
    return best if doubts[best] else None
