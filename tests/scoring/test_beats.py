"""Beats: the right octave, phase and down-beat, on our own music and on the synthesised competition dances."""

from pathlib import Path

import av
import numpy as np
import pytest
from scipy.signal import resample_poly

from danceai.common.contracts.base import Dance
from danceai.scoring.beats import find_beats
from synthetic_couple.knobs import DANCES, Knobs
from synthetic_couple.music import accompaniment
from tests.figures import FigureBook

FILES = {
    Dance.WALTZ: "slow_waltz", Dance.TANGO: "tango", Dance.VIENNESE_WALTZ: "viennese_waltz",
    Dance.SLOW_FOXTROT: "slow_foxtrot", Dance.QUICKSTEP: "quickstep",
}  # fmt: skip


def f_measure(found: np.ndarray, truth: np.ndarray, window: float = 0.07) -> float:
    """Beats hit within 70 ms, one to one."""
    hits = sum(np.abs(found - beat).min(initial=9.0) <= window for beat in truth)
    return 2 * hits / (len(found) + len(truth))


@pytest.mark.parametrize("dance", list(DANCES))
def test_our_own_music(dance: str) -> None:
    knobs = Knobs(dance=dance, seconds=20)
    beats = np.arange(0.4, 20, knobs.rhythm.beat_seconds)
    music = find_beats(resample_poly(accompaniment(knobs, beats), 1, 2), 22050, Dance(dance))
    assert music is not None
    assert f_measure(music.beats, beats) > 0.95
    downbeat = np.abs(beats[:: knobs.rhythm.beats_per_bar] - music.downbeats()[1]).min()
    assert downbeat < 0.07


@pytest.mark.parametrize("dance", FILES)
def test_competition_music(dance: Dance, shared: Path, figure: FigureBook) -> None:
    path = shared / "music" / f"{FILES[dance]}.flac"
    with av.open(str(path)) as container:
        rate = container.streams.audio[0].rate
        samples = np.concatenate([frame.to_ndarray().mean(axis=0) for frame in container.decode(audio=0)]) / 32768
    truth = np.loadtxt(path.with_suffix(".beats"))[:, 0]
    music = find_beats(samples.astype(float), rate, dance)
    assert music is not None
    inside = music.beats[(music.beats > truth[0] - 0.1) & (music.beats < truth[-1] + 0.1)]
    reached = figure(f"beats.f_measure_{dance}", f_measure(inside, truth), "", ">= 0.95")
    assert reached.value > 0.9


def test_no_music_is_no_beat() -> None:
    rng = np.random.default_rng(5)
    assert find_beats(np.zeros(22050 * 10), 22050, Dance.WALTZ) is None
    assert find_beats(0.1 * rng.standard_normal(22050 * 10), 22050, Dance.WALTZ) is None
    assert find_beats(rng.standard_normal(22050), 22050, Dance.WALTZ) is None
