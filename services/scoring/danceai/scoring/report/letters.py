"""Names in letters that the report's fonts have; what they have not is written out in Latin ones, never as a box."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

WITHOUT_VOWEL = re.compile(r"SIGN (VIRAMA|COENG|ASAT|PULLI|AL-LAKUNA)$")
NAMED = re.compile(r"(?:LETTER|SYLLABLE|LIGATURE|VOWEL SIGN|CONSONANT SIGN)(?: .*)? ([A-Z]+)$")
UNKNOWN = "?"


def _read_letters(font: Path) -> set[int]:
    """The code points a font has a glyph for."""
    with TTFont(font, lazy=True) as opened:
        return {code for table in opened["cmap"].tables if table.isUnicode() for code in table.cmap}


@cache
def list_letters(fonts: Path) -> frozenset[int]:
    """The code points that some font of a folder has a glyph for."""
    return frozenset().union(*(_read_letters(font) for font in fonts.glob("*.ttf")))


def _spell(letter: str, before: str) -> str:
    """What stands instead of `before` and a letter no font has, by what Unicode calls it: BENGALI LETTER RA is "ra".

    In scripts of India and its neighbours a consonant brings an "a" along, which a vowel's sign replaces.
    """
    name = unicodedata.name(letter, "")
    if WITHOUT_VOWEL.search(name):
        return before.removesuffix("a")
    if named := NAMED.search(name):
        return (before.removesuffix("a") if "VOWEL SIGN" in name else before) + named[1].lower()
    if letter.isdigit():
        return f"{before}{unicodedata.digit(letter)}"
    return before if unicodedata.category(letter)[0] in "MC" else before + UNKNOWN


def _write_word(word: str, known: frozenset[int]) -> str:
    written = ""
    for letter in word:
        plain = unicodedata.normalize("NFKC", letter)
        if ord(letter) in known or unicodedata.category(letter) == "Cf":
            written += letter  # joiners and marks of direction have no glyph and need none
        elif all(ord(part) in known for part in plain):
            written += plain
        else:
            written = _spell(letter, written)
            written = written[:1].upper() + written[1:]
    return written


def write_out(text: str, known: frozenset[int]) -> str:
    """The text with what no font has written in letters that they have: 𝓐𝓷𝓷𝓪 is Anna, রহিম is Rahima."""
    return " ".join(_write_word(word, known) for word in text.split(" "))
