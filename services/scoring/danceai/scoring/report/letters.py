"""Names in letters that the report's fonts have; what they have not is written out in Latin ones, never as a box."""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

CODES_16, CODES_32 = 4, 12
"""Formats of a font's table of letters (OpenType, 'cmap')"""
WITHOUT_VOWEL = re.compile(r"SIGN (VIRAMA|COENG|ASAT|PULLI|AL-LAKUNA)$")
NAMED = re.compile(r"(?:LETTER|SYLLABLE|LIGATURE|VOWEL SIGN|CONSONANT SIGN)(?: .*)? ([A-Z]+)$")
UNKNOWN = "?"


def _read_runs(data: bytes, at: int) -> NDArray[np.unsignedinteger]:
    """(runs, 2) first and last code points in one of a font's tables of letters; none of formats that are not read."""
    kind = int.from_bytes(data[at : at + 2])
    if kind == CODES_32:
        count = int.from_bytes(data[at + 12 : at + 16])
        return np.frombuffer(data, ">u4", 3 * count, at + 16).reshape(-1, 3)[:, :2]
    if kind == CODES_16:
        count = int.from_bytes(data[at + 6 : at + 8]) // 2
        return np.stack([np.frombuffer(data, ">u2", count, at + start) for start in (16 + 2 * count, 14)], 1)
    return np.empty((0, 2), np.uint16)


def _read_letters(font: Path) -> set[int]:
    """The code points a font has a glyph for."""
    data = font.read_bytes()
    tables = struct.iter_unpack(">4sLLL", data[12 : 12 + 16 * int.from_bytes(data[4:6])])
    at = next(start for tag, _, start, _ in tables if tag == b"cmap")
    parts = struct.iter_unpack(">HHL", data[at + 4 : at + 4 + 8 * int.from_bytes(data[at + 2 : at + 4])])
    runs = np.concatenate([_read_runs(data, at + start) for _, _, start in parts])
    return {code for first, last in runs.tolist() for code in range(first, last + 1)}


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
