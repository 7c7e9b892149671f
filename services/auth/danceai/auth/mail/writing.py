"""A mail as a message: words of its kind and language, an HTML part and its plain-text twin. Pure."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml
from jinja2 import Environment, StrictUndefined

from danceai.common.contracts.base import Language
from danceai.common.contracts.mail import MailKind

ACCENT = "#1c7ed6"
ASKED_FOR: tuple[MailKind, ...] = ("invitation", "reset")
"""These lead to a new password; all others a user may switch off"""
# Words are plain text; only the HTML part escapes what is put into it.
_plain = Environment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)  # noqa: S701
_html = Environment(undefined=StrictUndefined, autoescape=True)


@dataclass(frozen=True)
class Recipient:
    """Who is written to."""

    email: str
    name: str
    studio: str
    language: Language
    accent: str = ""


def _file(name: str) -> str:
    return (resources.files("danceai.auth.mail") / name).read_text("utf-8")


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """By language, then by kind."""
    loaded: dict[str, Any] = yaml.safe_load(_file("words.yaml"))
    return loaded


def _one_line(text: str) -> str:
    return " ".join(text.split())


def message(
    kind: MailKind, to: Recipient, link: str, details: dict[str, str], sender: str, identifier: str
) -> EmailMessage:
    """identifier: the same for every try, so that a receiver can tell a second copy."""
    said = words()[to.language]
    told = {**details, "name": _one_line(to.name), "studio": _one_line(to.studio)}
    if "dance" in details:
        told["dance"] = said["dances"].get(details["dance"], details["dance"])

    def filled(text: str) -> str:
        return _plain.from_string(text).render(told)

    parts = {
        "hello": filled(said["hello"]),
        "lines": [filled(line) for line in said[kind]["lines"]],
        "button": filled(said[kind]["button"]),
        "footer": filled(said["footer"]),
        "fallback": said["fallback"],
        "switch_off": "" if kind in ASKED_FOR else said["switch_off"],
        "link": link,
        "language": to.language.value,
        "accent": to.accent or ACCENT,
    }
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, to.email
    mail["Subject"] = _one_line(filled(said[kind]["subject"]))
    # Of the sender's domain, not of this machine: the next try may come from another one.
    mail["Message-ID"] = f"<{identifier}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(_plain.from_string(_file("mail.txt")).render(parts))
    mail.add_alternative(_html.from_string(_file("mail.html")).render(parts), subtype="html")
    return mail
