"""An evaluation as text alone, a paragraph a line: for the report, mail, and programs. Pure."""

from collections.abc import Sequence

from danceai.coaching.evaluations.wording import Wording, read_wording
from danceai.common.contracts.base import Language
from danceai.common.contracts.evaluations import Paragraph, Statement


def _say(statement: Statement, words: Wording) -> str:
    text = statement.text
    if statement.role in ("principle", "phrase"):
        text = words.say(statement.role, text=text)
    if statement.moments:
        text += str(words.phrases["joint"]) + words.say("moment", moments=words.clocks(statement.moments))
    return " ".join(text.split())


def write_plain(paragraphs: Sequence[Paragraph], language: Language) -> str:
    """Moments are written out, where a page shows links."""
    words = read_wording(language)
    lines = []
    for paragraph in paragraphs:
        text = str(words.phrases["joint"]).join(_say(statement, words) for statement in paragraph.statements)
        lines.append(words.say("work", title=paragraph.title, text=text) if paragraph.title else text)
    return "\n".join(lines)
