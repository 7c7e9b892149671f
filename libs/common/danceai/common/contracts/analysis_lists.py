"""Analyses as they are listed: found by what people know of them, told in short."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from danceai.common.contracts.analyses import LifeState, Stage
from danceai.common.contracts.base import Dance, Id, Language, Message, Paged, PageReply, Request
from danceai.common.identity import Permission


class AnalysisSummary(Message):
    """An analysis as it is listed: how it stands, and its marks; what was measured is asked for one at a time."""

    id: Id
    session_id: Id
    couple_id: Id
    dance: Dance
    language: Language
    state: LifeState
    recordings: list[str] = []
    """Names of the files as they were uploaded; empty for analyses from before they were kept"""
    seconds: float | None = None
    """Of the first camera's video, once it is checked"""
    created_at: datetime
    finished_at: datetime | None = None
    error_message: str | None = None
    stages: list[Stage] = []
    """Empty once it is done"""
    based_on: Id | None = None
    """The analysis whose poses were scored again"""
    excluded_spans: int
    total: float | None = None
    """None before there are scores, and where not all components could be scored"""
    components: dict[str, float | None] = {}
    """Marks by component; empty before there are scores"""
    intervals: dict[str, tuple[float, float]] = {}
    """In which each mark may lie"""


class Analyses(PageReply):
    """A page of analyses."""

    analyses: list[AnalysisSummary]


class AnalysisOrder(StrEnum):
    """What a list of analyses begins with."""

    NEWEST = "newest"
    OLDEST = "oldest"
    BEST = "best"
    """The highest total; those without come last"""


class ListAnalyses(Paged, Request[Analyses], service="scoring", needs=Permission.SEE_ANALYSES):
    """The analyses within reach."""

    couple_id: Id | None = None
    session_id: Id | None = None
    state: LifeState | None = None
    under_way: bool = False
    """Only those that run or wait for their turn"""
    dance: Dance | None = None
    after: AwareDatetime | None = None
    """Started then or later"""
    before: AwareDatetime | None = None
    search: Annotated[str, Field(max_length=120)] = ""
    """Part of a recording's name, or of the couple's"""
    order: AnalysisOrder = AnalysisOrder.NEWEST
