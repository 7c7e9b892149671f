"""A small orchestra of sines: bass on one, chords on the rest, a melody on top. Beats are known exactly."""

import numpy as np

from synthetic_couple.geometry import Array
from synthetic_couple.knobs import Knobs

SAMPLE_RATE = 44100
CHORDS = ((48, 52, 55), (45, 48, 52), (50, 53, 57), (43, 47, 50))
MELODY = (76, 79, 77, 74, 72, 76, 81, 79, 77, 74, 71, 72)


def _tone(note: int, seconds: float, decay: float) -> Array:
    t = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    frequency = 440 * 2 ** ((note - 69) / 12)
    wave = sum(np.sin(2 * np.pi * frequency * (h + 1) * t) / (h + 1) ** 1.6 for h in range(5))
    attack = np.minimum(t / 0.006, 1.0)
    release = np.minimum((seconds - t) / 0.02, 1.0)
    return np.asarray(wave * attack * release * np.exp(-t / decay))


def accompaniment(knobs: Knobs, beats: Array) -> Array:
    """Mono samples in -1..1 for the whole performance, one note group at each beat."""
    total = int(knobs.seconds * SAMPLE_RATE)
    sound = np.zeros(total + SAMPLE_RATE * 2)
    per_bar, length = knobs.rhythm.beats_per_bar, knobs.rhythm.beat_seconds

    def play(note: int, at: float, seconds: float, decay: float, loudness: float) -> None:
        tone = _tone(note, seconds, decay) * loudness
        start = int(at * SAMPLE_RATE)
        sound[start : start + len(tone)] += tone

    for i, beat in enumerate(beats):
        chord = CHORDS[(i // per_bar // 2) % len(CHORDS)]
        if i % per_bar == 0:
            play(chord[0] - 12, beat, length * 1.6, 0.5, 0.9)
        else:
            for note in chord:
                play(note + 12, beat, length * 0.5, 0.16, 0.22)
        if i % 2 == 0 or i % per_bar == 0:
            play(MELODY[i % len(MELODY)], beat, length * 0.9, 0.6, 0.25)
    sound = sound[:total]
    return np.asarray(0.7 * sound / np.abs(sound).max())
