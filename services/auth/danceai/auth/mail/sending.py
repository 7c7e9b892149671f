"""The mail job: composed, sent once, recorded. Links with tokens are made here and kept nowhere else."""

from email.message import EmailMessage
from uuid import uuid4

import aiosmtplib

from danceai.auth.mail.writing import ASKED_FOR, Recipient, message
from danceai.auth.settings import AuthSettings
from danceai.auth.signing_in import passwords
from danceai.auth.tables import MailRow, Studio, User
from danceai.common.contracts.analyses import AnalysisFailed, AnalysisFinished
from danceai.common.contracts.base import Language
from danceai.common.contracts.mail import SendMail
from danceai.common.errors import ProductError
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.observability.logs import logger

log = logger(__name__)
TIMEOUT = 30.0


class NotTaken(ProductError):
    """The mail server is somebody else's: it is tried again as often as a job is, not for ever."""

    code = "mail_not_taken"
    status = 502
    permanent = False


async def _link(work: UnitOfWork, request: SendMail) -> str:
    public = AuthSettings.of(work).public_url.rstrip("/")
    if request.kind in ASKED_FOR:
        # After the #: it reaches neither the server's log nor another site.
        return f"{public}/set-password#{await passwords.link(work, request.user_id, request.kind)}"
    if thread := request.details.get("thread_id"):
        return f"{public}/questions/{thread}"
    if request.kind == "budget_nearly_spent":
        return f"{public}/admin/spend"
    return f"{public}/analyses/{request.details['analysis_id']}"


async def _composed(work: UnitOfWork, request: SendMail, identifier: str) -> EmailMessage | None:
    """None when the user has switched such mails off, or is no longer active."""
    user = await work.first(work.visible(User).where(User.id == request.user_id))
    if user is None or not user.active or (request.kind not in ASKED_FOR and not user.mail_notifications):
        return None
    studio = await work.db.get_one(Studio, work.studio_id)
    to = Recipient(user.email, user.name, studio.name, Language(user.language), studio.accent_colour)
    link = await _link(work, request)
    return message(request.kind, to, link, request.details, AuthSettings.of(work).mail_from, identifier)


async def send(mail: EmailMessage, settings: AuthSettings) -> str:
    """How it went out. Raises NotTaken when the mail server does not take it now."""
    if not settings.smtp_host:
        if settings.mail_folder is None:
            log.warning("mail_not_sent", reason="no mail server is set up", subject=mail["Subject"])
            return "no mail server"
        settings.mail_folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # links in mail open accounts
        (settings.mail_folder / f"{uuid4()}.eml").write_bytes(bytes(mail))
        return "written to a file"
    try:
        await aiosmtplib.send(
            mail,
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user or None,
            password=settings.smtp_password.get_secret_value() or None,
            use_tls=settings.smtp_tls == "tls",
            start_tls=settings.smtp_tls == "starttls",
            timeout=TIMEOUT,
        )
    except aiosmtplib.SMTPRecipientsRefused as error:
        log.warning("mail_refused", error=str(error))
        return "refused by the receiver"
    except (aiosmtplib.SMTPException, OSError) as error:
        raise NotTaken("The mail server does not take mail at the moment.") from error
    return "sent"


async def gave_up(request: SendMail, error: ProductError, work: UnitOfWork) -> None:
    """Nobody could be reached; the log of mails says so."""
    await _record(work, request, f"given up: {error.message}")


async def _record(work: UnitOfWork, request: SendMail, outcome: str) -> None:
    user = await work.first(work.visible(User).where(User.id == request.user_id))
    work.db.add(
        MailRow(
            studio_id=work.studio_id,
            id=uuid4(),
            user_id=request.user_id,
            kind=request.kind,
            language=user.language if user else "",
            outcome=outcome,
        )
    )


@job(SendMail, failed=gave_up)
async def send_mail(request: SendMail, context: JobContext) -> None:
    """Compose, send, record. A process killed after sending may send again, with the same Message-ID."""
    async with context.transaction() as work:
        mail = await _composed(work, request, str(context.message_id))
    outcome = await send(mail, AuthSettings.of(context)) if mail else "switched off"
    async with context.conclude() as work:
        await _record(work, request, outcome)


def notify(event: AnalysisFinished | AnalysisFailed, work: UnitOfWork) -> None:
    """Tell whoever started an analysis that it has ended."""
    if event.started_by is None or event.dance is None:
        return
    details = {"analysis_id": str(event.analysis_id), "dance": event.dance.value}
    if isinstance(event, AnalysisFailed):
        work.enqueue(
            SendMail(user_id=event.started_by, kind="analysis_failed", details={**details, "message": event.message})
        )
    else:
        work.enqueue(SendMail(user_id=event.started_by, kind="analysis_finished", details=details))
