"""What somebody is told inside the app: how analyses they have started ended, and what others have said to them."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from danceai.common.contracts.base import Dance, Done, Id, Message, Paged, PageReply, Request
from danceai.common.identity import Permission


class NotificationKind(StrEnum):
    """What has happened."""

    ANALYSIS_FINISHED = "analysis_finished"
    ANALYSIS_FAILED = "analysis_failed"
    QUESTION_ASKED = "question_asked"
    """A dancer has written to those who train the couple"""
    QUESTION_ANSWERED = "question_answered"
    FEEDBACK_GIVEN = "feedback_given"


class Notification(Message):
    """One thing that has happened to something of the reader's."""

    id: Id
    kind: NotificationKind
    at: datetime
    read: bool
    analysis_id: Id | None
    couple_id: Id
    dance: Dance | None
    thread_id: Id | None = None
    """The talk it is about; otherwise it is about the analysis"""
    author: str = ""
    """Who has written there"""
    code: str = ""
    message: str = ""
    """Why it has failed, as a word that every language has a sentence for and as an English sentence"""


class Notifications(PageReply):
    """A page of one's own, newest first."""

    notifications: list[Notification]
    unread: int
    """Of all, not of the page"""


class ListNotifications(Paged, Request[Notifications], service="auth", needs=Permission.ACCOUNT):
    """What one was told."""

    unread: bool = False
    """Only what was not read yet"""


class MarkNotificationsRead(Request[Done], service="auth", needs=Permission.ACCOUNT):
    """Take some of one's own as read, or all of them."""

    notification_ids: list[Id] | None = Field(default=None, max_length=500)
    """None = all"""
