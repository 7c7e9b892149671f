"""What calls of models cost, of language and of speech: recorded one by one, added up by month, held below budgets.

Money is counted in micro-dollars, whole numbers: sums agree to the last cent whoever adds them up.
"""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from danceai.common.contracts.base import Event, Id, Message, Paged, PageReply, Reply, Request
from danceai.common.identity import Permission

MICRO = 1_000_000
"""Micro-dollars in a dollar"""
MOST = 1_000_000 * MICRO
Feature = Literal["evaluation", "chat", "translation", "phrases", "lesson", "note"]
"""The last two are sound that Whisper has listened to, a recording of a lesson or a voice note"""
CallState = Literal["open", "settled", "failed", "unknown"]
"""In work; ended with what it cost; ended and cost nothing; cut off, so that it counts as the most it can have cost"""


class Tokens(Message):
    """What one call has read and written; parts of the prompt that were kept have prices of their own."""

    read: int = 0
    written: int = 0
    cache_written: int = 0
    cache_read: int = 0


class Call(Message):
    """One call of a model."""

    id: Id
    at: datetime
    feature: Feature
    model: str
    user_id: Id | None
    analysis_id: Id | None
    state: CallState
    tokens: Tokens
    seconds: float = 0.0
    """Of sound that was listened to"""
    cost: int
    """Micro-dollars; of an open call the most it can come to"""


class Calls(PageReply):
    """A page of them, newest first."""

    calls: list[Call]


class SpendSum(Message):
    """What was spent on one thing in one month."""

    month: date
    """Its first day"""
    feature: Feature
    model: str
    user_id: Id | None
    calls: int
    tokens: Tokens
    seconds: float = 0.0
    """Of sound that was listened to"""
    cost: int
    """Micro-dollars"""


class Budget(Message):
    """What may be spent in a month, and how it stands."""

    limit: int
    """Micro-dollars in a calendar month (UTC)"""
    spent: int
    reserved: int
    """For calls that are in work"""
    forecast: int
    """Of the whole month, when it goes on as it has gone so far"""


class Spend(Reply):
    """A studio's spending."""

    budget: Budget
    sums: list[SpendSum]
    """Of the last twelve months"""


class StudioMonth(Message):
    """What one studio has spent in one month."""

    studio_id: Id
    month: date
    spent: int


class PlatformSpend(Reply):
    """Every studio's spending."""

    budget: Budget
    months: list[StudioMonth]
    """Of the last twelve months"""


class GetSpend(Request[Spend], service="coaching", needs=Permission.MANAGE_STUDIO):
    """What the studio has spent on language models, by month, feature, model and user."""


class GetPlatformSpend(Request[PlatformSpend], service="coaching", needs=Permission.MANAGE_PLATFORM):
    """What all studios have spent."""


class ListCalls(Paged, Request[Calls], service="coaching", needs=Permission.MANAGE_STUDIO):
    """Every call of a month, newest first."""

    month: date | None = None
    """Any day of it; none = all months"""


class SetBudget(Request[Spend], service="coaching", needs=Permission.MANAGE_STUDIO):
    """What the studio may spend in a month. Beyond it evaluations are written without a model, and chats wait."""

    limit: int = Field(ge=0, le=MOST)


class SetPlatformBudget(Request[PlatformSpend], service="coaching", needs=Permission.MANAGE_PLATFORM):
    """What all studios together may spend in a month."""

    limit: int = Field(ge=0, le=MOST)


class BudgetNearlySpent(Event):
    """Four fifths of a month's budget are spent; told once a month."""

    limit: int
    spent: int
    platform: bool = False
    """Whether it is that of all studios together"""
