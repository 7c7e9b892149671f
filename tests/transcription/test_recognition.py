"""What Whisper hears, and what it does not hear where nobody speaks."""

import re
from pathlib import Path

import numpy as np
import pytest

from danceai.common.contracts.transcriptions import TranscriptionTask
from danceai.transcription.recognition import Heard, hear
from danceai.transcription.settings import TranscriptionSettings
from danceai.transcription.sound import RATE, SAMPLES, Unheard, read_sound, window
from tests.support.figures import FigureBook
from tests.support.places import MODELS, SAMPLE

TEACHING = "In the slow waltz, step forward with the left foot on one, side on two, close on three. Keep your frame."
SPOKEN = {
    "espeak_en-us.wav": TEACHING,
    "flite_en.wav": TEACHING,
    "whisper_jfk.flac": (
        "And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your country."
    ),
    # Northanger Abbey, chapter 12
    "librispeech_198-209-0000.ogg": (
        "Mrs. Allen, said Catherine the next morning, will there be any harm in my calling on Miss Tilney today? I "
        "shall not be easy till I have explained everything. Go, by all means, my dear; only put on a white gown; Miss "
        "Tilney always wears white."
    ),
}
"""What is said in the English clips; of others nobody has the words"""


def _words(text: str) -> list[str]:
    plain = re.sub(r"\bms\b", "miss", text.lower())
    return re.findall(r"[\w']+", plain)


def _errors(said: list[str], heard: list[str]) -> int:
    """Words left out, put in, or taken for others."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(said, start=1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


def _settings() -> TranscriptionSettings:
    return TranscriptionSettings(models_dir=MODELS)


def _hear(
    folder: Path, file: Path, begin: float = 0.0, task: TranscriptionTask = TranscriptionTask.TRANSCRIBE
) -> tuple[Heard, str]:
    sound = read_sound(file, folder, lambda done, total: None)
    samples = window(folder / SAMPLES, begin, min(sound.seconds, begin + 20))
    heard = hear(_settings(), samples, begin, task, None, [])
    segments = list(heard.segments)
    for segment in segments:
        assert begin <= segment.start <= segment.end <= sound.seconds + 0.01
        assert "".join(word.text for word in segment.words) == segment.text.replace(" ", "")
        assert [word.start for word in segment.words] == sorted(word.start for word in segment.words)
    return heard, " ".join(segment.text for segment in segments)


def test_english_is_written_down(tmp_path: Path, shared: Path, models_folder: Path, figure: FigureBook) -> None:
    wrong = total = 0
    for name, said in SPOKEN.items():
        heard, text = _hear(tmp_path, shared / "speech" / name)
        assert heard.language == "en"
        wrong, total = wrong + _errors(_words(said), _words(text)), total + len(_words(said))
    assert figure("whisper.wer", wrong / total, "", "<= 0.12").reached


def test_german_is_known_as_german_and_translated(tmp_path: Path, shared: Path, models_folder: Path) -> None:
    clip = shared / "speech" / "fasterwhisper_multilingual.mp3"
    heard, text = _hear(tmp_path, clip, 30.0)
    assert heard.language == "de" and heard.probability is not None and heard.probability > 0.9
    assert {"die", "und", "der"} & set(_words(text))
    _, english = _hear(tmp_path, clip, 30.0, TranscriptionTask.TRANSLATE)
    assert {"the", "and", "of"} <= set(_words(english)) and not {"und", "der"} & set(_words(english))


def test_nothing_is_invented_where_nobody_speaks(tmp_path: Path, shared: Path, models_folder: Path) -> None:
    for dance in ("tango", "slow_waltz", "samba"):
        heard, text = _hear(tmp_path, shared / "music" / f"{dance}.flac")
        assert (heard.language, text) == (None, "")
    noise = np.random.default_rng(5).normal(0, 0.05, 20 * RATE).astype(np.float32)
    for samples in (np.zeros(20 * RATE, np.float32), noise):
        assert not list(hear(_settings(), samples, 0.0, TranscriptionTask.TRANSCRIBE, None, []).segments)


@pytest.mark.parametrize("content", [b"", b"no recording", b"RIFF\x00\x00\x00\x00WAVEfmt "])
def test_what_is_no_recording_is_told_so(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "lesson.mp3"
    file.write_bytes(content)
    with pytest.raises(Unheard):
        read_sound(file, tmp_path, lambda done, total: None)


def test_samples_and_what_is_listened_to_are_of_one_length(tmp_path: Path) -> None:
    sound = read_sound(SAMPLE, tmp_path, lambda done, total: None)
    assert (tmp_path / SAMPLES).stat().st_size == round(sound.seconds * RATE) * 2
    again = tmp_path / "again"
    again.mkdir()
    listened = read_sound(tmp_path / "sound.m4a", again, lambda done, total: None)
    assert abs(listened.seconds - sound.seconds) < 0.2
