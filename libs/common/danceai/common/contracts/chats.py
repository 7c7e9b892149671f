"""A conversation with a language model about one analysis; each member has their own."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from danceai.common.contracts.base import Id, Job, Message, Reply, Request
from danceai.common.identity import Permission

ChatText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
MessageState = Literal["done", "writing", "stopping", "stopped", "failed"]


class ChatMessage(Message):
    """What somebody has said."""

    id: Id
    by: Literal["user", "model"]
    text: str
    state: MessageState
    code: str = ""
    """Why it has failed"""
    unfounded: bool = False
    """It says numbers that stand nowhere in the analysis"""
    cost: int = 0
    """Micro-dollars"""
    at: datetime


class Chat(Reply):
    """The conversation so far."""

    id: Id
    analysis_id: Id
    available: bool
    """Whether there is a model to talk with"""
    messages: list[ChatMessage]
    cost: int
    """Micro-dollars of all of it"""


class GetChat(Request[Chat], service="coaching", needs=Permission.ASK_AI):
    """One's own conversation about an analysis."""

    analysis_id: Id


class AskChat(Request[Chat], service="coaching", needs=Permission.ASK_AI):
    """Say something; the answer is written as one watches. Raises Conflict while another is written."""

    analysis_id: Id
    text: ChatText


class StopChat(Request[Chat], service="coaching", needs=Permission.ASK_AI):
    """Have the answer end here; what there is of it stays."""

    analysis_id: Id


class AnswerChat(Job, service="coaching", limit=300, attempts=2, slots=8, per_studio=4):
    """Write the answer to the last thing that was said."""

    chat_id: Id
    message_id: Id
    analysis_id: Id
