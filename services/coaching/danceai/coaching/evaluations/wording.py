"""The words of one language: what is said around numbers, and what is advised about each deficit. Pure."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml

from danceai.common.contracts.base import Dance, Language
from danceai.common.numbers import write_clock, write_mark, write_number, write_share


class Wording:
    """Sentences of a language, and how it writes numbers."""

    def __init__(self, phrases: dict[str, Any], advice: dict[str, dict[str, str]]) -> None:
        self.phrases = phrases
        self.advice = advice

    def say(self, sentence: str, /, **given: str) -> str:
        """A sentence, filled in."""
        return str(self.phrases[sentence].format(**given))

    def name_dance(self, dance: Dance) -> str:
        """A dance."""
        return str(self.phrases["dances"][dance])

    def name_component(self, code: str) -> str:
        """A component of the judging system."""
        return str(self.phrases["components"][code])

    def number(self, value: float, digits: int) -> str:
        """A number with so many digits after the decimal sign."""
        return write_number(value, digits, self.phrases["decimal"])

    def mark(self, value: float) -> str:
        """A score."""
        return write_mark(value, self.phrases["decimal"])

    def share(self, value: float) -> str:
        """0..1 in percent."""
        return write_share(value)

    def join(self, parts: Iterable[str]) -> str:
        """Several things of a kind."""
        return str(self.phrases["list"]).join(parts)

    def clocks(self, moments: Sequence[float]) -> str:
        """Places in a video, the last one after an 'and'."""
        shown = [write_clock(moment) for moment in moments]
        if len(shown) < 2:
            return "".join(shown)
        return self.say("moment_last", first=self.join(shown[:-1]), last=shown[-1])


def _read(folder: str, language: Language) -> dict[str, Any]:
    text = (resources.files(f"{__package__}.{folder}") / f"{language}.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def read_wording(language: Language) -> Wording:
    """The words of one language."""
    return Wording(_read("phrases", language), _read("advice", language))
