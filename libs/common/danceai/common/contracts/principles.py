"""Dancing principles: what trainers say of a deficit, in the languages of reports."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from danceai.common.contracts.base import Dance, Done, Id, Language, Message, Paged, PageReply, Reply, Request
from danceai.common.identity import Permission

DeficitName = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
"""As results keep it"""
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]


class PrincipleText(Message):
    """A principle in one language."""

    text: Text
    machine: bool = False
    """Translated by a model, and nobody has confirmed it yet"""


class Principle(Reply):
    """What is said to a couple that shows the deficit."""

    id: Id
    dance: Dance | None
    """None = it holds for every dance"""
    deficit: str
    texts: dict[Language, PrincipleText]
    changed_at: datetime


class Principles(PageReply):
    """A page of them, by deficit."""

    principles: list[Principle]


class ListPrinciples(Paged, Request[Principles], service="coaching", needs=Permission.TEACH):
    """The studio's principles."""

    dance: Dance | None = None
    """Those of one dance; those for every dance are among them"""
    deficit: DeficitName | None = None


class SavePrinciple(Request[Principle], service="coaching", needs=Permission.TEACH):
    """Write a new principle, or one anew: the texts that are given are confirmed, and are all it has."""

    principle_id: Id | None = None
    dance: Dance | None = None
    deficit: DeficitName
    texts: dict[Language, Text] = Field(min_length=1)


class TranslatePrinciple(Request[Principle], service="coaching", needs=Permission.TEACH):
    """Have a model translate a principle into a language it has no confirmed text in; it is marked until confirmed."""

    principle_id: Id
    language: Language


class DeletePrinciple(Request[Done], service="coaching", needs=Permission.TEACH):
    """Take a principle out; evaluations that quote it keep their words."""

    principle_id: Id
