"""A transcript as plain text, SubRip or WebVTT. Pure."""

from danceai.common.contracts.transcripts import TranscriptSegment


def _clock(seconds: float, decimal: str) -> str:
    milliseconds = round(seconds * 1000)
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    whole, rest = divmod(rest, 1000)
    return f"{hours:02d}:{minutes:02d}:{whole:02d}{decimal}{rest:03d}"


def _line(text: str) -> str:
    """One cue is one paragraph: an empty line inside it would end it."""
    return " ".join(text.split())


def as_txt(segments: list[TranscriptSegment]) -> str:
    """One segment a line."""
    return "".join(f"{_line(segment.text)}\n" for segment in segments)


def as_srt(segments: list[TranscriptSegment]) -> str:
    """SubRip: number, times with a comma, text."""
    return "".join(
        f"{number}\n{_clock(s.start, ',')} --> {_clock(s.end, ',')}\n{_line(s.text)}\n\n"
        for number, s in enumerate(segments, start=1)
    )


def as_vtt(segments: list[TranscriptSegment]) -> str:
    """WebVTT: header, times with a point, text with the marks of the format escaped."""
    cues = "".join(
        f"{_clock(s.start, '.')} --> {_clock(s.end, '.')}\n"
        f"{_line(s.text).replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}\n\n"
        for s in segments
    )
    return f"WEBVTT\n\n{cues}"


FORMS = {"txt": as_txt, "srt": as_srt, "vtt": as_vtt}
