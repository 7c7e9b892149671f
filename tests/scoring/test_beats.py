"""Beats: the right octave, phase and down-beat, on our own music and on the synthesised competition dances."""

import time
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from scipy.signal import resample_poly

from danceai.common.contracts.analyses import MusicHints
from danceai.common.contracts.base import Dance
from danceai.scoring.music.beats import Tapped, find_beats
from danceai.scoring.music.hearing import hear
from danceai.scoring.music.tempi import tempi, tempo_of
from synthetic_couple.knobs import DANCES, Knobs
from synthetic_couple.music import accompaniment
from tests.support.figures import FigureBook

RATE = 22050
FILES = {
    "waltz": "slow_waltz",
    "tango": "tango",
    "viennese_waltz": "viennese_waltz",
    "slow_foxtrot": "slow_foxtrot",
    "quickstep": "quickstep",
    "samba": "samba",
    "cha_cha": "chacha",
    "rumba": "rumba",
    "paso_doble": "paso",
    "jive": "jive",
}


def f_measure(found: np.ndarray, truth: np.ndarray, window: float = 0.07) -> float:
    """Beats hit within 70 ms, one to one."""
    hits = sum(bool(np.abs(found - beat).min(initial=9.0) <= window) for beat in truth)
    return 2 * hits / (len(found) + len(truth))


def played(dance: str, beats: np.ndarray, seconds: float) -> np.ndarray:
    """Our own orchestra's samples at 22050 Hz."""
    return resample_poly(accompaniment(Knobs(dance=dance, seconds=seconds), beats), 1, 2)


def read(path: Path) -> tuple[np.ndarray, int]:
    """A sound file as mono samples."""
    with av.open(str(path)) as container:
        rate = container.streams.audio[0].rate
        parts = [frame.to_ndarray().mean(axis=0) for frame in container.decode(audio=0)]
    return np.concatenate(parts).astype(float) / 32768, rate


@pytest.mark.parametrize("dance", list(DANCES))
def test_our_own_music(dance: str) -> None:
    beats = np.arange(0.4, 20, DANCES[dance].beat_seconds)
    music = find_beats(played(dance, beats, 20), RATE, tempo_of(Dance(dance)))
    assert music is not None
    assert f_measure(music.beats, beats) > 0.95
    downbeat = np.abs(beats[:: DANCES[dance].beats_per_bar] - music.downbeats()[1]).min()
    assert downbeat < 0.07


def test_competition_music(shared: Path, figure: FigureBook) -> None:
    """All ten dances: beats within 70 ms, the right octave, the right one of the bar."""
    right, measures, slowest = 0, [], 0.0
    for dance, file in FILES.items():
        samples, rate = read(shared / "music" / f"{file}.flac")
        truth = np.loadtxt(shared / "music" / f"{file}.beats")
        began = time.perf_counter()
        music = find_beats(samples, rate, tempi()[dance])
        slowest = max(slowest, (time.perf_counter() - began) * 30 * rate / len(samples))
        assert music is not None
        measures.append(f_measure(music.beats, truth[:, 0]))
        assert music.period == pytest.approx(np.diff(truth[:, 0]).mean(), rel=0.01), dance
        ones = truth[truth[:, 1] == 1, 0]
        right += np.mean([np.abs(music.downbeats() - one).min() < 0.07 for one in ones]) > 0.9
    figure("beats.seconds_per_30_s", slowest, "s", "< 2")
    assert figure("beats.f_measure_min", min(measures), "", ">= 0.95").reached
    assert figure("beats.downbeats_right", right, "of 10", ">= 8").reached


def test_beats_follow_music_that_gets_faster() -> None:
    periods = np.linspace(0.72, 0.67, 80)
    beats = 0.5 + np.cumsum(periods)
    seconds = float(beats[-1]) + 1
    music = find_beats(played("waltz", beats, seconds), RATE, tempo_of(Dance.WALTZ))
    assert music is not None
    assert f_measure(music.beats, beats) > 0.95
    assert music.drift == pytest.approx(0.07, abs=0.03)


def test_what_is_tapped_replaces_what_is_heard() -> None:
    beats = np.arange(0.4, 20, 60 / 76)  # a practice tempo far below every rule book
    sound = played("waltz", beats, 20)
    tapped = find_beats(sound, RATE, tempo_of(Dance.WALTZ), Tapped(beats_per_minute=75.0, downbeat=float(beats[4])))
    assert tapped is not None
    assert f_measure(tapped.beats, beats) > 0.95
    assert np.abs(tapped.downbeats() - beats[4]).min() < 0.05
    silent = find_beats(np.zeros(RATE * 20), RATE, tempo_of(Dance.WALTZ), Tapped(60.0, 3.5))
    assert silent is not None
    assert silent.beats[:3] == pytest.approx([0.5, 1.5, 2.5])
    assert 3.5 in silent.downbeats()
    without_sound = hear(None, Dance.WALTZ, "wdsf", MusicHints(beats_per_minute=60, downbeat=3.5), 20.0)
    assert without_sound.facts.assessable
    assert without_sound.facts.beats[-1] == 19.5
    assert not hear(None, Dance.WALTZ, "wdsf", MusicHints(beats_per_minute=60), 20.0).facts.assessable


def test_no_music_is_no_beat() -> None:
    rng = np.random.default_rng(5)
    for samples in (np.zeros(RATE * 10), 0.1 * rng.standard_normal(RATE * 10), rng.standard_normal(RATE)):
        assert find_beats(samples, RATE, tempo_of(Dance.WALTZ)) is None


def test_a_wrong_tempo_is_danced_to_and_warned_of() -> None:
    fast = replace(DANCES["waltz"], bars_per_minute=33.0).beat_seconds
    heard = hear((played("waltz", np.arange(0.4, 25, fast), 25), RATE), Dance.WALTZ, "wdsf", MusicHints())
    assert heard.music is not None
    assert heard.facts.warning == "wrong_tempo"
    assert heard.facts.bars_per_minute == pytest.approx(33, abs=0.3)
    right = played("waltz", np.arange(0.4, 25, DANCES["waltz"].beat_seconds), 25)
    assert hear((right, RATE), Dance.WALTZ, "wdsf", MusicHints()).facts.warning == ""


@pytest.mark.parametrize("entered", [Dance.WALTZ, Dance.VIENNESE_WALTZ, Dance.SLOW_FOXTROT])
def test_another_dances_music_is_recognised(entered: Dance, shared: Path) -> None:
    heard = hear(read(shared / "music" / "tango.flac"), entered, "wdsf", MusicHints())
    assert heard.music is None
    assert heard.facts.warning == "wrong_dance"
    assert heard.facts.sounds_like == Dance.TANGO


def test_federations_have_tempi_of_their_own() -> None:
    assert tempo_of(Dance.QUICKSTEP, "wdsf").fastest == 52
    assert tempo_of(Dance.QUICKSTEP, "wdo").fastest == 50
