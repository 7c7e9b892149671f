"""Errors that carry a stable code, an HTTP status and a sentence a trainer understands."""

from collections.abc import Mapping
from typing import Any, ClassVar


class ProductError(Exception):
    """A refusal or failure to be shown to people. `permanent` tells the worker that a retry is useless."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    permanent: ClassVar[bool] = True
    outage: ClassVar[bool] = False
    """Whether a server of ours is away: that says nothing about the work, and a job is not blamed for it (`outages`)"""
    ours: ClassVar[bool] = False
    """Whether the fault is ours, not that of what was given to us: people may have the same tried again"""
    keeps: ClassVar[bool] = False
    """Whether what the handler wrote before it refused is kept: a failed sign-in is a fact to be remembered."""
    waiting: ClassVar[int | None] = None
    """Seconds after which the same may be asked again; None = waiting does not help"""

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        status: int | None = None,
        retry_after: int | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.reported_code = code or self.code
        self.reported_status = status or self.status
        self.retry_after = retry_after or self.waiting
        self.details = dict(details or {})
        """What programs are told beside the code, as JSON"""

    @property
    def final(self) -> bool:
        """Whether whoever tries the same again meets the same."""
        return self.permanent and not self.ours


class NotYet(Exception):
    """The time for a job has not come: it comes again after some seconds, and this was no attempt at it."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"again in {seconds:g} s")
        self.seconds = seconds


class NotFound(ProductError):
    """The thing does not exist, or belongs to another studio: strangers cannot tell which."""

    code = "not_found"
    status = 404


class Forbidden(ProductError):
    """The caller is known but may not do this."""

    code = "forbidden"
    status = 403


class NotAuthentic(ProductError):
    """A message on the bus that is not from whom it says, or says what its sender may not."""

    code = "not_authentic"
    status = 403


class NotSignedIn(ProductError):
    """No valid session or key came with the call."""

    code = "not_signed_in"
    status = 401


class Invalid(ProductError):
    """The call itself is wrong: a field is missing, out of range or of the wrong kind."""

    code = "invalid"
    status = 422


class Conflict(ProductError):
    """The call fits no longer (or not yet) to the state of the thing."""

    code = "conflict"
    status = 409


class Unavailable(ProductError):
    """A part of the platform does not answer; trying again later may help."""

    code = "unavailable"
    status = 503
    permanent = False
    outage = True
    waiting = 5


class Broken(ProductError):
    """Another service met a defect of ours: the next try may go well, and the one after the last is told to people."""

    code = "internal"
    status = 500
    permanent = False


class JobFailed(ProductError):
    """Long work ended without a result for a reason that lies in the input."""

    code = "job_failed"
    status = 422


class TooMany(ProductError):
    """Too many attempts; waiting helps."""

    code = "too_many_attempts"
    status = 429
    keeps = True
    waiting = 60


class QuotaExceeded(ProductError):
    """The user or the studio has used up what it may use."""

    code = "quota_exceeded"
    status = 403


def restored(
    code: str, status: int, message: str, retry_after: int | None = None, details: Mapping[str, Any] | None = None
) -> ProductError:
    """The error another process reported, of the class its status stands for."""
    kinds = (NotFound, Forbidden, NotSignedIn, Conflict, Unavailable, Broken, Invalid, TooMany)
    kind = next((kind for kind in kinds if kind.status == status), ProductError)
    return kind(message, code=code, status=status, retry_after=retry_after, details=details)
