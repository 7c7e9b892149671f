"""Voice notes in words: what lies beside a post as sound is written down by the one who writes lessons down."""

from typing import Annotated

from pydantic import Field

from danceai.common.contracts.base import Event, Id, Job

LONGEST_NOTE = 600.0
"""Seconds; what is longer stays sound alone"""
MOST_WORDS = 20_000
"""Letters that are kept of one"""


class WriteDownNote(Job, service="transcription", limit=600, slots=1, per_studio=1):
    """Listen to a voice note; what is said in it is told by `NoteWritten`, or else by `NoteUnheard`."""

    note_id: Id
    key: str
    """Its object"""


class NoteWritten(Event):
    """What is said in a voice note."""

    note_id: Id
    text: Annotated[str, Field(max_length=MOST_WORDS)]
    """Empty where nobody speaks"""
    language: str | None
    """ISO 639, as heard; None where nobody speaks"""


class NoteUnheard(Event):
    """A voice note that cannot be written down; its sound stays."""

    note_id: Id
    code: str
