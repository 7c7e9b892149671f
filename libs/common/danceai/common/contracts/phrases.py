"""The phrase bank: what trainers say about a deficit, ready to be said again."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from danceai.common.contracts.base import Dance, Id, Job, Language, Message, Paged, PageReply, Reply, Request
from danceai.common.contracts.principles import DeficitName
from danceai.common.identity import Permission

PhraseText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500)]


class PhraseState(StrEnum):
    """What a trainer thinks of a phrase."""

    NEW = "new"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class PhraseSource(Message):
    """Where it was said."""

    transcript_id: Id
    second: float


class Phrase(Reply):
    """One piece of advice."""

    id: Id
    text: str
    language: Language
    deficit: str
    dance: Dance | None
    """None = of every dance"""
    state: PhraseState
    sources: list[PhraseSource]
    """None of them: somebody has typed it in"""
    uses: int
    """Reports that it stands in"""
    created_at: datetime


class Phrases(PageReply):
    """Phrases as they are listed."""

    phrases: list[Phrase]


class ListPhrases(Paged, Request[Phrases], service="coaching", needs=Permission.TRANSCRIBE):
    """Phrases, the newest first."""

    deficit: DeficitName | None = None
    dance: Dance | None = None
    """Those of this dance, and those of every dance"""
    language: Language | None = None
    state: PhraseState | None = None
    transcript_id: Id | None = None
    words: Annotated[str, Field(max_length=120)] = ""
    """Part of the text"""


class CoverageCell(Message):
    """How many phrases there are for a deficit in a dance; those of every dance count in each."""

    deficit: str
    dance: Dance
    accepted: int
    new: int


class PhraseCoverage(Reply):
    """Every deficit in every dance."""

    cells: list[CoverageCell]


class GetPhraseCoverage(Request[PhraseCoverage], service="coaching", needs=Permission.TRANSCRIBE):
    """For which deficits something can be said, and for which nothing."""

    language: Language | None = None


class AddPhrase(Request[Phrase], service="coaching", needs=Permission.TRANSCRIBE):
    """Type a phrase in: accepted at once."""

    text: PhraseText
    language: Language
    deficit: DeficitName
    dance: Dance | None = None


class EditPhrase(Request[Phrase], service="coaching", needs=Permission.TRANSCRIBE):
    """Change what is given; the rest stays."""

    phrase_id: Id
    text: PhraseText | None = None
    deficit: DeficitName | None = None
    dance: Dance | None = None
    every_dance: bool = False
    """It is of no dance in particular"""
    state: PhraseState | None = None


class MergePhrases(Request[Phrase], service="coaching", needs=Permission.TRANSCRIBE):
    """These say the same: one stays, with the places of all."""

    phrase_id: Id
    others: list[Id] = Field(min_length=1, max_length=50)


class ExtractPhrases(Job, service="coaching", limit=1200):
    """Find the advice in a transcript that was saved."""

    transcript_id: Id
    version: int
