"""A transcript as plain text, SubRip or WebVTT, and back from the last two, by pysubs2. Pure."""

import html
import re

from pysubs2 import SSAEvent, SSAFile
from pysubs2.exceptions import Pysubs2Error

from danceai.common.contracts.transcripts import LONGEST, TranscriptSegment
from danceai.common.errors import Invalid

TAGS = re.compile(r"</?[a-zA-Z][^>]*>")
LONGEST_TEXT = 5000
MOST_SEGMENTS = 20_000


def _one_line(text: str) -> str:
    """One cue is one paragraph: an empty line inside it would end it."""
    return " ".join(text.split())


def write(segments: list[TranscriptSegment], form: str) -> str:
    """As `txt` (one segment a line), `srt` or `vtt`; the marks of WebVTT are escaped."""
    if form == "txt":
        return "".join(f"{_one_line(segment.text)}\n" for segment in segments)
    file = SSAFile()
    for segment in segments:
        text = _one_line(segment.text)
        text = html.escape(text, quote=False) if form == "vtt" else text
        event = SSAEvent(start=round(segment.start * 1000), end=round(segment.end * 1000))
        # Not `plaintext`: a word in braces or behind a backslash is what somebody said, no instruction to a player.
        event.text = text
        file.events.append(event)
    return file.to_string(form, keep_ssa_tags=True)


def read(content: str) -> list[TranscriptSegment]:
    """Cues in the order of their times, without marks of style. Raises Invalid for what is no SubRip or WebVTT."""
    try:
        form = "vtt" if content.lstrip("\ufeff \r\n").startswith("WEBVTT") else "srt"
        file = SSAFile.from_string(content.lstrip("\ufeff"), form, keep_html_tags=True, keep_unknown_html_tags=True)
    except (Pysubs2Error, ValueError, IndexError) as error:
        raise _unread() from error
    segments = []
    for event in sorted(file.events, key=lambda event: (event.start, event.end)):
        text = _one_line(html.unescape(TAGS.sub("", event.text.replace("\\N", " "))))[:LONGEST_TEXT]
        if text and 0 <= event.start <= event.end <= LONGEST * 1000:
            segments.append(TranscriptSegment(start=event.start / 1000, end=event.end / 1000, text=text))
    if not segments:
        raise _unread()
    if len(segments) > MOST_SEGMENTS:
        raise Invalid(f"This file has more than {MOST_SEGMENTS} cues. Import it in several parts.", code="too_much")
    return segments


def _unread() -> Invalid:
    return Invalid(
        "This is no file of subtitles that we can read. Export it as SubRip (.srt) or WebVTT (.vtt).",
        code="subtitles_unread",
    )
