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
SPEECH = ("whisper_jfk.flac", "fasterwhisper_stereo_diarization.wav")
TALKED = 10.0
"""Seconds of talk before the music"""
FILES_BEGIN_LATER = 0.0065
"""Seconds the sound of a competition dance begins after the beat it is written for"""
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


def clicks(beats: np.ndarray, seconds: float, rate: int) -> np.ndarray:
    """Bursts of noise that begin at once and fade: when each begins is known to the sample."""
    rng = np.random.default_rng(1)
    sound = 1e-4 * rng.standard_normal(round(seconds * rate))
    fading = np.exp(-np.arange(round(0.2 * rate)) / (0.02 * rate))
    for beat in beats:
        start = round(beat * rate)
        burst = (0.3 * rng.standard_normal(len(fading)) * fading)[: len(sound) - start]
        sound[start : start + len(burst)] += burst
    return sound


def talk(file: Path, like: np.ndarray, seconds: float) -> np.ndarray:
    """Somebody speaks, as loud as other samples at 22050 Hz."""
    with av.open(str(file)) as container:
        resampler = av.AudioResampler("s16", "mono", RATE)
        parts = [
            piece.to_ndarray().ravel() for frame in container.decode(audio=0) for piece in resampler.resample(frame)
        ]
    spoken = np.resize(np.concatenate(parts).astype(float) / 32768, round(seconds * RATE))
    return np.asarray(spoken * np.sqrt(np.mean(like**2) / np.mean(spoken**2)))


def lateness(found: np.ndarray, truth: np.ndarray) -> float:
    """Milliseconds the found beats lie behind the true ones, median."""
    return float(1000 * np.median([found[np.abs(found - beat).argmin()] - beat for beat in truth]))


def test_beats_are_neither_early_nor_late(shared: Path, figure: FigureBook) -> None:
    """Clicks at every rate, and instruments: what is early by a constant would be held against the couple."""
    beats = np.arange(0.4037, 20, DANCES["waltz"].beat_seconds)
    off = []
    for rate in (16000, RATE, 44100, 48000):
        music = find_beats(clicks(beats, 20, rate), rate, tempo_of(Dance.WALTZ))
        assert music is not None
        off.append(lateness(music.beats, beats))
    figure("beats.clicks_late_most", max(off, key=abs), "ms")
    for dance, file in FILES.items():
        samples, rate = read(shared / "music" / f"{file}.flac")
        music = find_beats(samples, rate, tempi()[dance])
        assert music is not None
        truth = np.loadtxt(shared / "music" / f"{file}.beats")[:, 0] + FILES_BEGIN_LATER
        off.append(lateness(music.beats, truth))
    assert figure("beats.late_most", np.abs(off).max(), "ms", "<= 6").reached


@pytest.mark.parametrize("dance", list(DANCES))
def test_talk_before_the_music_has_no_beats(dance: str, shared: Path, figure: FigureBook) -> None:
    """The first beat lies where the music begins, give or take two beats; the one of the bar is found as without."""
    music, rate = read(shared / "music" / f"{FILES[dance]}.flac")
    music = resample_poly(music, RATE, rate)
    truth = np.loadtxt(shared / "music" / f"{FILES[dance]}.beats")
    begins = TALKED + truth[0, 0]
    early = []
    for speech in SPEECH:
        spoken = talk(shared / "speech" / speech, music, TALKED)
        heard = hear((np.concatenate([spoken, music]), RATE), Dance(dance), "wdsf", MusicHints())
        assert heard.music is not None, heard.facts.reason
        early.append(begins - heard.music.beats[0])
        assert np.abs(early[-1]) < 3.5 * heard.music.period, speech
        after = heard.music.beats[heard.music.beats > begins - 0.1]
        assert f_measure(after, truth[:, 0] + TALKED) > 0.95
        ones = truth[truth[:, 1] == 1, 0] + TALKED
        assert np.mean([np.abs(heard.music.downbeats() - one).min() < 0.07 for one in ones]) > 0.85
    assert figure(f"beats.in_talk.{dance}", max(early), "s", "<= 1.6").reached


@pytest.mark.parametrize("dance", list(DANCES))
def test_music_under_talk_keeps_its_beats(dance: str, shared: Path) -> None:
    """A trainer who counts, as loud as the music, from beginning to end."""
    music, rate = read(shared / "music" / f"{FILES[dance]}.flac")
    music = resample_poly(music, RATE, rate)
    truth = np.loadtxt(shared / "music" / f"{FILES[dance]}.beats")[:, 0]
    for speech in SPEECH:
        spoken = talk(shared / "speech" / speech, music, len(music) / RATE)
        heard = hear((music + spoken, RATE), Dance(dance), "wdsf", MusicHints())
        assert heard.music is not None, heard.facts.reason
        assert f_measure(heard.music.beats, truth) > 0.93, speech


TALKERS = (*SPEECH, "espeak_de.wav", "flite_en.wav", "librispeech_3436-172162-0000.ogg")


@pytest.mark.parametrize("file", TALKERS)
def test_talk_alone_is_no_music(file: str, shared: Path) -> None:
    """Half a minute of somebody who speaks has no dance's beats, and sounds like no dance."""
    spoken = talk(shared / "speech" / file, np.full(RATE, 0.1), 30.0)
    for dance in DANCES:
        heard = hear((spoken, RATE), Dance(dance), "wdsf", MusicHints())
        assert heard.music is None, dance
        assert heard.facts.sounds_like is None, dance


@pytest.mark.parametrize("snr", [0, -6])
def test_quiet_music_is_heard_rightly_or_not_at_all(snr: int, shared: Path, figure: FigureBook) -> None:
    """Under talk and the hum of a hall, together so much louder: beats that are told are right."""
    rng = np.random.default_rng(3)
    told, tried = [], 0
    for dance in DANCES:
        music, rate = read(shared / "music" / f"{FILES[dance]}.flac")
        music = resample_poly(music, RATE, rate)
        truth = np.loadtxt(shared / "music" / f"{FILES[dance]}.beats")[:, 0]
        hum = np.convolve(rng.standard_normal(len(music)), np.ones(8) / 8, "same")
        for speech in SPEECH:
            noise = talk(shared / "speech" / speech, music, len(music) / RATE)
            noise = noise + 0.5 * hum * np.sqrt(np.mean(music**2) / np.mean(hum**2))
            noise *= np.sqrt(np.mean(music**2) / np.mean(noise**2)) * 10 ** (-snr / 20)
            heard = hear((music + noise, RATE), Dance(dance), "wdsf", MusicHints())
            tried += 1
            if heard.music is not None:
                away = np.abs(heard.music.beats[:, None] - truth[None]).min(1)
                told.append((away <= 0.07).mean())
    figure(f"beats.heard_at_{snr}_db", len(told) / tried, "", ">= 1" if snr == 0 else ">= 0.5")
    assert figure(f"beats.right_at_{snr}_db", min(told), "", ">= 0.9").reached


@pytest.mark.parametrize("jump", [0.0, 0.37, 0.5], ids=["plays on", "cut", "cut by half a beat"])
def test_music_that_is_cut_with_the_picture_is_counted_anew(jump: float) -> None:
    """Beats are right up to the cut and behind it, and so are the ones of the bars; of one bar nothing is said."""
    period, cut = DANCES["waltz"].beat_seconds, 12.3
    beats = np.arange(0.4, 30, period)
    sound = played("waltz", beats, 30)
    left_out = jump * period + period  # a beat more, so that the bar is another one, too
    if not jump:
        left_out = 0.0
    joined = np.concatenate([sound[: round(cut * RATE)], sound[round((cut + left_out) * RATE) :]])
    music = find_beats(joined, RATE, tempo_of(Dance.WALTZ), cuts=[cut])
    assert music is not None
    ones = beats[::3]
    truth = np.concatenate([ones[ones < cut], ones[ones > cut + left_out] - left_out])
    away = np.abs(truth - cut) > 3 * period
    assert all(np.abs(music.downbeats() - one).min() < 0.03 for one in truth[away])
    true_beats = np.concatenate([beats[beats < cut], beats[beats > cut + left_out] - left_out])
    found = music.beats[(np.abs(music.beats - cut) > period) & (music.beats < true_beats[-1] + period / 2)]
    assert all(np.abs(true_beats - beat).min() < 0.03 for beat in found)
    assert music.period == pytest.approx(period, rel=0.005)


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
