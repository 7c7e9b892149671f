"""The evaluation that rules write, as text."""

from danceai.coaching.evaluations.plain_text import write_plain
from danceai.coaching.evaluations.rule_writer import write
from danceai.coaching.evaluations.subject import Subject
from danceai.common.contracts.base import Dance, Insight, Language
from danceai.common.contracts.coaching import ResultWords
from danceai.common.contracts.scores import Result


def write_text(result: Result, dance: Dance, language: Language, words: ResultWords) -> str:
    """At the level that nobody has chosen."""
    return write_plain(write(Subject(dance, language, Insight.STANDARD, result, words)), language)
