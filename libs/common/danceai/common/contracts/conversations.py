"""The talk about a couple's dancing: questions to trainers, and what trainers say unasked."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from danceai.common.contracts.base import Dance, Done, Event, Id, Job, Message, Paged, PageReply, Reply, Request
from danceai.common.identity import Permission, Role

LARGEST_ATTACHMENT = 10 * 1024 * 1024
LONGEST_MOMENT = 3600.0
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
THREAD = "thread"
"""The kind under which live views follow one"""
MediaType = Literal["image/png", "image/jpeg", "audio/webm", "audio/mp4", "audio/ogg"]


class ThreadKind(StrEnum):
    """Who has begun: somebody who wants to know, or a trainer who has something to say."""

    QUESTION = "question"
    FEEDBACK = "feedback"


class WrittenDown(StrEnum):
    """How far the words of a voice note are."""

    WAITING = "waiting"
    WRITTEN = "written"
    UNHEARD = "unheard"
    """It could not be listened to"""


class Addressee(StrEnum):
    """Whom a question is for."""

    TRAINER = "trainer"
    AI = "ai"


class Attachment(Message):
    """A frame with what was drawn on it, or a voice note."""

    id: Id
    media_type: MediaType
    url: str
    """Signed, good for a while"""
    written_down: WrittenDown | None = None
    """Of a voice note; None for pictures, and for sound from before it was written down"""
    text: str = ""
    """What Whisper has heard in it; empty where nobody speaks"""
    language: str | None = None
    """In which that is said, as heard (ISO 639)"""


class Post(Reply):
    """One thing that was said."""

    id: Id
    author_id: Id
    author: str
    role: Role
    at: datetime
    text: str
    attachments: list[Attachment]
    by_ai: bool = False
    """Written by a language model; author and role are those of whoever has asked it"""
    state: Literal["done", "writing", "stopped", "failed"] = "done"
    code: str = ""
    """Why there is no answer of the AI"""
    unfounded: bool = False
    """The AI says numbers that stand nowhere in the analysis"""
    cost: int = 0
    """Micro-dollars"""


class Thread(Reply):
    """What was said about one thing, from its first post on."""

    id: Id
    kind: ThreadKind
    couple_id: Id
    analysis_id: Id | None
    """None where it is about no recording, or about one that was deleted"""
    dance: Dance | None
    second: float | None
    """The moment of the first camera's video it is about"""
    author: str
    """Of the first post"""
    begins: str
    """How the first post begins: its text, or what is said in its voice note; empty for a picture alone"""
    posts: int
    unread: int
    """Posts of others since the reader was there last"""
    answered: bool
    """Whether the last word is not the dancers'"""
    last_at: datetime
    answering: bool = False
    """Whether the AI is writing"""
    ai: bool = False
    """Whether the reader may ask it here"""


class Threads(PageReply):
    """A page of them, the one last written to first."""

    threads: list[Thread]
    unread: int
    """Threads with something unread, of all that the reader follows"""


class Posts(PageReply):
    """What was said, in order."""

    posts: list[Post]


class AttachmentTicket(Reply):
    """Where the bytes go: one PUT of exactly the announced size."""

    attachment_id: Id
    url: str
    expires_in_seconds: int


class Said(Message):
    """What every post has: words, or something beside them that speaks for itself."""

    text: Text = ""
    attachments: list[Id] = Field(default=[], max_length=4)
    """Sent before, see `StartAttachment`"""
    to: Addressee = Addressee.TRAINER
    """The AI answers what is asked about a recording, at once and for all of the thread to read"""

    @model_validator(mode="after")
    def _says_something(self) -> "Said":
        if not self.text and not self.attachments:
            raise ValueError("Write something, or attach a picture or a voice note.")
        if self.to is Addressee.AI and not self.text:
            raise ValueError("Write what you want to ask: the AI reads words only.")
        return self


class OpenThread(Said, Request[Thread], service="coaching", needs=Permission.TALK):
    """Ask a question, or tell a couple something. About an analysis, or about the couple as such."""

    kind: ThreadKind
    analysis_id: Id | None = None
    couple_id: Id | None = None
    """Needed where no analysis is named"""
    second: Annotated[float, Field(ge=0, le=LONGEST_MOMENT, allow_inf_nan=False)] | None = None


class AddPost(Said, Request[Post], service="coaching", needs=Permission.TALK):
    """Answer, or go on."""

    thread_id: Id


class StartAttachment(Request[AttachmentTicket], service="coaching", needs=Permission.TALK):
    """Announce a picture or a voice note; what no post takes up is thrown away after some hours."""

    couple_id: Id
    media_type: MediaType
    size_bytes: int = Field(gt=0, le=LARGEST_ATTACHMENT)


class ListThreads(Paged, Request[Threads], service="coaching", needs=Permission.TALK):
    """The talk about the couples within reach."""

    couple_id: Id | None = None
    analysis_id: Id | None = None
    kind: ThreadKind | None = None
    answered: bool | None = None


class GetThread(Request[Thread], service="coaching", needs=Permission.TALK):
    """One of them."""

    thread_id: Id


class ListPosts(Paged, Request[Posts], service="coaching", needs=Permission.TALK):
    """What was said in one thread, in order."""

    thread_id: Id


class MarkThreadRead(Request[Done], service="coaching", needs=Permission.TALK):
    """The reader has seen all that is there by now."""

    thread_id: Id


class AnswerThread(Job, service="coaching", limit=300, attempts=2, slots=8, per_studio=4):
    """Have the AI answer what was said last."""

    thread_id: Id
    post_id: Id
    """Where the answer comes"""
    analysis_id: Id


class PostWritten(Event):
    """Somebody has said something about a couple's dancing."""

    thread_id: Id
    kind: ThreadKind
    couple_id: Id
    analysis_id: Id | None
    dance: Dance | None
    author_id: Id
    author: str
    by_dancer: bool
    """Then those who train the couple should know, otherwise its dancers"""
