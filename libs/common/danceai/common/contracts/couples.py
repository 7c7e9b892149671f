"""Couples: the unit everything is about, who trains them and who may see them."""

from typing import Annotated, Literal

from pydantic import AnyHttpUrl, Field, PlainSerializer

from danceai.common.contracts.account import Person
from danceai.common.contracts.base import Dance, Id, Name, Paged, PageReply, Reply, Request
from danceai.common.identity import Permission

Tier = Annotated[str, Field(max_length=20)]
Url = Annotated[AnyHttpUrl, Field(max_length=300), PlainSerializer(str)]
Dances = Annotated[list[Dance], Field(max_length=len(Dance))]
Words = Annotated[str, Field(max_length=120)]
Part = Literal["lead", "follow"]
Partner = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f]+$")]


class Couple(Reply):
    """Lead and follow."""

    id: Id
    lead: str
    follow: str
    lead_user_id: Id | None
    """The account of the lead, if he has one"""
    follow_user_id: Id | None
    tier: str
    level: str
    """As declared"""
    computed_level: str
    """From the latest analysis: D to S, world_open_semi_final or world_open_final; empty before the first"""
    dances: list[Dance]
    """Which they dance; empty = nobody has said"""
    profile_urls: list[str]
    trainers: list[Person]
    partners: list[str]
    """Federations that may see the couple's results"""


class Couples(PageReply):
    """The couples within reach."""

    couples: list[Couple]


class AddCouple(Request[Couple], service="auth", needs=Permission.MANAGE_COUPLES):
    """Register a couple of the studio; a trainer who does so trains it."""

    lead: Name
    follow: Name
    lead_user_id: Id | None = None
    follow_user_id: Id | None = None
    tier: Tier = ""
    level: Tier = ""
    dances: Dances = []
    profile_urls: list[Url] = Field(default=[], max_length=10)


class EditCouple(Request[Couple], service="auth", needs=Permission.MANAGE_COUPLES):
    """Change what is given; the rest stays."""

    couple_id: Id
    lead: Name | None = None
    follow: Name | None = None
    lead_user_id: Id | None = None
    follow_user_id: Id | None = None
    tier: Tier | None = None
    level: Tier | None = None
    dances: Dances | None = None
    profile_urls: list[Url] | None = Field(default=None, max_length=10)


class GetCouple(Request[Couple], service="auth", needs=Permission.SEE_COUPLES):
    """One couple."""

    couple_id: Id


class ListCouples(Paged, Request[Couples], service="auth", needs=Permission.SEE_COUPLES):
    """The couples within reach, by the lead's name."""

    search: Words = ""
    """Part of a name of lead or follow, in either order"""
    dance: Dance | None = None
    """Only those who dance it, or of whom nobody has said what they dance"""
    trainer_id: Id | None = None


class AssignTrainer(Request[Couple], service="auth", needs=Permission.MANAGE_USERS):
    """Let a trainer train a couple, or no longer."""

    couple_id: Id
    user_id: Id
    assigned: bool = True


class AssignDancer(Request[Couple], service="auth", needs=Permission.MANAGE_USERS):
    """Say which part of a couple a dancer's account is, or none; whoever had that part before has it no longer."""

    couple_id: Id
    user_id: Id
    part: Part | None = None


class SetConsent(Request[Couple], service="auth", needs=Permission.CONSENT):
    """Let a partner see the couple's results, or no longer."""

    couple_id: Id
    partner: Partner
    given: bool
