"""Official competition results of couples."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from danceai.common.contracts.base import Dance, Id, Message, Name, Paged, PageReply, Reply, Request
from danceai.common.identity import Permission
from danceai.common.judging import TOLERANCE, JudgingSystem

ComponentCode = Literal["TQ", "MM", "PS", "CP", "PB", "QM"]
Mark = Annotated[float, Field(ge=0, le=10)]


class PanelMarks(Message):
    """What each judge gave in one dance, per component (TQ, MM, PS, CP; JS 1.0: PB, QM, MM, PS, CP)."""

    system: JudgingSystem
    components: dict[ComponentCode, list[Mark]] = Field(min_length=1)
    tolerance: float = Field(default=TOLERANCE, gt=0, le=10)
    """JS 3.0: how far from the median a mark still counts; WDSF championships 1.2"""
    reduction: float = Field(default=0, ge=0, le=40)
    """The chairman's"""


class OfficialResult(Reply):
    """A couple's place in a competition, as published or typed in."""

    id: Id
    couple_id: Id
    competition: str
    held_on: date
    dance: Dance | None
    place: int
    entries: int | None
    source: str
    marks: PanelMarks | None = None
    scores: dict[ComponentCode, float] = {}
    """Each component as the panel's system puts its marks together, to a thousandth"""
    total: float | None = None
    """The dance's total as it is published, to a hundredth"""


class OfficialResults(PageReply):
    """A couple's results, newest first."""

    results: list[OfficialResult]


class AddResult(Request[OfficialResult], service="scraper", needs=Permission.ENTER_RESULTS):
    """Enter a result by hand."""

    couple_id: Id
    competition: Name
    held_on: date
    dance: Dance | None = None
    place: int = Field(ge=1, le=1000)
    entries: int | None = Field(default=None, ge=1, le=1000)
    marks: PanelMarks | None = None
    """Of `dance`, where they were published per judge"""


class ListResults(Paged, Request[OfficialResults], service="scraper", needs=Permission.SEE_COUPLES):
    """A couple's official results."""

    couple_id: Id
