"""What is heard in a video: the beats, or why there are none, and whether this is the dance's music at all. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from danceai.common.contracts.analyses import MusicHints
from danceai.common.contracts.base import Dance
from danceai.common.contracts.scores import MusicFacts
from danceai.scoring.music.beats import LEEWAY, Music, Tapped, find_beats, track_beats
from danceai.scoring.music.onsets import Samples, find_onsets
from danceai.scoring.music.sound import Sound
from danceai.scoring.music.tempi import tempo_of

NEAR_BEAT = 0.055
"""Seconds around a beat whose onsets the beat explains."""
LIKES = 1.35
"""Another dance's grid must explain the sound this much better before we doubt what was entered."""
SAME_GRID = 0.02
"""Share by which two periods may differ and still be the same beat."""
LEAST_EXPLAINED = 0.4
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
    if hints.beats_per_minute is None and (other := _find_likelier_dance(samples, rate, dance, federation, music)):
        refused = _refuse(
            f"The music sounds like {other.value.replace('_', ' ')}, not {dance.value.replace('_', ' ')}."
        )
        facts = refused.facts.model_copy(update={"warning": "wrong_dance", "sounds_like": other})
        return replace(refused, facts=facts)
    bars = 60 / music.bar
    off = not tempo.slowest * (1 - OFF_TEMPO) <= bars <= tempo.fastest * (1 + OFF_TEMPO)
    return Heard(
        music,
        MusicFacts(
            assessable=True,
            beats_per_minute=round(60 / music.period, 2),
            bars_per_minute=round(bars, 2),
            confidence=round(music.confidence, 3),
            drift=round(music.drift, 4),
            beats=[round(float(beat), 3) for beat in music.beats],
            beats_per_bar=music.beats_per_bar,
            first_downbeat=music.first_downbeat,
            warning="wrong_tempo" if off else "",
            official_bars_per_minute=(tempo.slowest, tempo.fastest),
        ),
    )


def _refuse(reason: str) -> Heard:
    return Heard(None, MusicFacts(assessable=False, reason=reason))


def _find_likelier_dance(samples: Samples, rate: int, dance: Dance, federation: str, music: Music) -> Dance | None:
    """Another dance, when its tempo explains the sound much better than the one that was entered."""
    # Other dances are sought where this one's beats were found: talk before the music fits every grid equally badly.
    first, last = (
        round(float(edge) * rate) for edge in (music.beats[0] - music.period, music.beats[-1] + music.period)
    )
    onsets = find_onsets(samples[max(first, 0) : last], rate)
    own_time = music.moved(-max(first, 0) / rate)
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

    own = measure_fit(own_time)
    low, high = (60 / tempo for tempo in tempo_of(dance, federation).beats_per_minute(LEEWAY))
    inside = high <= music.period <= low

    def weigh(other: Dance) -> float:
        """How much better the other dance fits, from 0; a beat that is foreign here and at home there counts fully."""
        found = track_beats(onsets, tempo_of(other, federation), Tapped(), far=0.0)
        same = found is not None and abs(found.period / music.period - 1) < SAME_GRID
        fit = measure_fit(found)
        return fit if fit > max(LEAST_EXPLAINED, (1.0 - SAME_GRID if same and not inside else LIKES) * own) else 0.0

    doubts = {other: weigh(other) for other in Dance if other != dance}
    best = max(doubts, key=lambda other: doubts[other])
    return best if doubts[best] else None
