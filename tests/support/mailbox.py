"""A real SMTP server that keeps what it is sent."""

import threading
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


class Mailbox:
    """A real SMTP server that keeps what it is sent, newest last."""

    def __init__(self, port: int) -> None:
        self.mails: list[EmailMessage] = []
        self._arrived = threading.Condition()
        self._server = Controller(self, hostname="127.0.0.1", port=port)
        self._server.start()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the name aiosmtpd calls
        mail = message_from_bytes(envelope.content, policy=default)
        with self._arrived:
            self.mails.append(mail)
            self._arrived.notify_all()
        return "250 OK"

    def wait_for(
        self, address: str, words: str = "", after: int = 0, saying: str = "", seconds: float = 20
    ) -> EmailMessage:
        """The newest mail to an address with the words in its subject and `saying` in its text, after so many."""

        def fits(mail: EmailMessage) -> bool:
            plain = mail.get_body(("plain",))
            return (
                mail["To"] == address
                and words in mail["Subject"]
                and plain is not None
                and saying in plain.get_content()
            )

        def found() -> EmailMessage | None:
            return next((mail for mail in reversed(self.mails[after:]) if fits(mail)), None)

        with self._arrived:
            assert self._arrived.wait_for(found, seconds), f"no mail to {address} ({words})"
            mail = found()
        assert mail is not None
        return mail

    def close(self) -> None:
        """Stop listening."""
        self._server.stop()
