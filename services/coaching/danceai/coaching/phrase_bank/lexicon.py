"""Which words of a language give advice, and which deficit or dance they are about: `lexicon/<language>.yaml`.

Regular expressions are looked for at the beginning of words; in Chinese, where nobody writes spaces, anywhere.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from danceai.common.contracts.base import Dance, Language

Pattern = re.Pattern[str]


@dataclass(frozen=True)
class Lexicon:
    """One language's."""

    advice: Pattern
    deficits: dict[str, Pattern]
    dances: dict[Dance, Pattern]


@cache
def read_lexicon(language: Language) -> Lexicon:
    """Compiled once in a process."""
    text = (files(__package__) / "lexicon" / f"{language.value}.yaml").read_text(encoding="utf-8")
    entries = yaml.safe_load(text)
    begin = "" if language is Language.ZH else r"\b"

    def pattern(words: list[str]) -> Pattern:
        return re.compile(f"{begin}(?:{'|'.join(words)})", re.IGNORECASE)

    return Lexicon(
        advice=pattern(entries["advice"]),
        deficits={name: pattern(words) for name, words in entries["deficits"].items()},
        dances={Dance(name): pattern(words) for name, words in entries["dances"].items()},
    )


def deficits() -> list[str]:
    """All that phrases may be about."""
    return list(read_lexicon(Language.EN).deficits)
