"""The report's own words in one language, and how that language writes numbers. Data in words/."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from danceai.common.contracts.base import Language
from danceai.common.numbers import write_mark, write_number


@dataclass(frozen=True)
class Wording:
    """One language. What metrics, deficits and components are called, they bring themselves."""

    language: Language
    words: dict[str, Any]

    def write_number(self, value: float, digits: int) -> str:
        """Rounded to some digits, with the language's decimal sign."""
        return write_number(value, digits, self.words["decimal"])

    def write_mark(self, value: float) -> str:
        """A score: half points with one digit, quarter points with two."""
        return write_mark(value, self.words["decimal"])


@cache
def read_wording(language: Language) -> Wording:
    """The words of a language."""
    text = (resources.files("danceai.scoring.report") / "words" / f"{language}.yaml").read_text("utf-8")
    return Wording(language, yaml.safe_load(text))
