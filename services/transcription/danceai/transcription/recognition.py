"""Whisper, by faster-whisper: from samples to what is said and when. Knows no transport.

Nothing is invented where nobody speaks: sound without a voice is left out before Whisper hears it, and what Whisper
itself doubts, or says again and again, is left out afterwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.transcribe import Segment
from numpy.typing import NDArray

from danceai.common.contracts.transcriptions import TranscriptionTask
from danceai.common.contracts.transcripts import TranscriptSegment, Word
from danceai.transcription.search_words import CHINESE
from danceai.transcription.settings import TranscriptionSettings
from danceai.transcription.sound import RATE

TEMPERATURES = (0.0, 0.4, 0.8)
"""What is tried one after the other where a text is unlikely; each try costs as much as the first"""
LEAST_SPEECH = 0.4
"""Seconds of voice in a window below which it is none"""
DOUBTED, UNLIKELY = 0.6, -0.5
"""Probability that nobody speaks, from which on words must be likelier than this (mean of their log-probabilities)"""
LEAST_LIKELY = -1.4
"""Mean log-probability below which words are guesses"""
REPEATED, MOST_REPEATED = 2.4, 6.0
"""Compression of a text that says the same again, as who counts does, and above which nobody does"""
FASTEST = 5.0
"""Words a second that people say"""
LONGEST_WORD, LONGEST_TEXT = 100, 5000


@dataclass(frozen=True)
class Heard:
    """What is in a window, told as it is understood."""

    language: str | None
    """None where nobody speaks"""
    probability: float | None
    """None where the language was given"""
    segments: Iterator[TranscriptSegment]


@cache
def load(settings: TranscriptionSettings) -> WhisperModel:
    """The model, once in a process."""
    return WhisperModel(
        str(settings.models_dir / settings.whisper),
        device=settings.device,
        compute_type=settings.compute_type,
        cpu_threads=settings.threads,
        local_files_only=True,
    )


def options(settings: TranscriptionSettings, hot_words: list[str]) -> dict[str, Any]:
    """What faster-whisper is told, beside task and language."""
    return {
        "beam_size": settings.beam,
        "temperature": TEMPERATURES,
        "vad_filter": True,
        "vad_parameters": {"min_silence_duration_ms": 500},
        "word_timestamps": True,
        # What went wrong once is not repeated, and a window can be heard again by itself.
        "condition_on_previous_text": False,
        "hallucination_silence_threshold": 2.0,
        "hotwords": ", ".join(hot_words) or None,
    }


def hear(
    settings: TranscriptionSettings,
    samples: NDArray[np.float32],
    begin: float,
    task: TranscriptionTask,
    language: str | None,
    hot_words: list[str],
) -> Heard:
    """Listen to one window that begins at a second of the recording. Blocks; so does each next segment."""
    found, info = load(settings).transcribe(samples, task=task.value, language=language, **options(settings, hot_words))
    if info.duration_after_vad < LEAST_SPEECH:
        return Heard(None, None, iter(()))
    segments = (_as_told(one, begin, len(samples) / RATE) for one in found if _is_said(one))
    return Heard(info.language, None if language else info.language_probability, segments)


def _is_said(segment: Segment) -> bool:
    """Whether it is what somebody says, and not what Whisper makes of noise."""
    if not segment.text.strip() or segment.avg_logprob < LEAST_LIKELY or segment.compression_ratio > MOST_REPEATED:
        return False
    rate = len(segment.text.split()) / max(segment.end - segment.start, 0.1)
    if segment.compression_ratio > REPEATED and rate > FASTEST:
        return False
    return bool(segment.no_speech_prob < DOUBTED or segment.avg_logprob > UNLIKELY)


def _as_told(segment: Segment, begin: float, longest: float) -> TranscriptSegment:
    """By the recording's clock."""

    def clock(second: float) -> float:
        return round(begin + min(max(second, 0.0), longest), 2)

    words: list[Word] = []
    for word in segment.words or []:
        text, begun, ended = word.word.strip(), clock(word.start), clock(max(word.start, word.end))
        if words and not word.word.startswith(" ") and not CHINESE.search(text):
            # Whisper parts words at hyphens and apostrophes; people do not.
            text, begun = words[-1].text + text, words.pop().start
        if text:
            words.append(Word(start=begun, end=ended, text=text[:LONGEST_WORD]))
    start, end = clock(segment.start), clock(max(segment.start, segment.end))
    return TranscriptSegment(start=start, end=end, text=segment.text.strip()[:LONGEST_TEXT], words=words)
