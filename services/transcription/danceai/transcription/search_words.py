"""How text of each language is searched: words by PostgreSQL's own stemmers, Chinese by pairs of characters. Pure."""

import re

CONFIGURATIONS = {"en": "english", "de": "german", "ru": "russian"}
"""Of PostgreSQL; other languages are searched word by word as they stand"""
CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")


def searchable(text: str) -> str:
    """Text with the pairs of characters of every Chinese run in place of the run, and its characters behind them.

    Nobody writes spaces there: what is looked for may begin anywhere.
    """
    return CHINESE.sub(lambda run: f" {' '.join([*_pairs(run.group()), *run.group()])} ", text)


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


def wanted(words: str) -> str:
    """What somebody looks for, as `websearch_to_tsquery` takes it: a Chinese run is a phrase of its pairs."""
    if not CHINESE.search(words):
        return words
    unquoted = words.replace('"', " ")
    return CHINESE.sub(lambda run: f' "{" ".join(_pairs(run.group()) or [run.group()])}" ', unquoted)
