"""What of a page is still English, read from the web's own words."""

import re
from functools import cache
from pathlib import Path

from tests.support.places import ROOT

WEB = ROOT / "services" / "gateway" / "web" / "src"
STRING = re.compile(r"""[:\s](?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'),?$""", re.MULTILINE)
ENGLISH = re.compile(
    r"\b(the|of|and|is|are|this|with|your|you|not|has|have|for|from|to|it|its|be|by|on|please|there|what)\b",
    re.IGNORECASE,
)
"""Words that are in nearly every English sentence and none of the other languages"""
TEXTS = """() => {
    const own = node => !node.parentElement.closest('[lang]:not(html), [translate=no], script, style, noscript');
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (own(walker.currentNode)) found.push(walker.currentNode.textContent);
    for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
        for (const one of document.querySelectorAll(`[${name}]`))
            if (!one.closest('[lang]:not(html), [translate=no]')) found.push(one.getAttribute(name));
    return [...new Set(found.map(text => text.trim()).filter(text => /[a-z]/i.test(text)))];
}"""
"""All that can be read on a page, but what says that it is of another language or is not to be translated"""


def _texts(file: Path) -> set[str]:
    return {one or other for one, other in STRING.findall(file.read_text())}


NAMES = frozenset({"Trainer", "Dancer", "English"})
"""People of the demo studio, who are called like roles; a language by its own name"""


@cache
def _untranslated(language: str) -> frozenset[str]:
    """What the app says in English, and not also in this language."""
    files = [*WEB.glob("words/common/en.ts"), *WEB.glob("features/*/words/en.ts")]
    english = set().union(*map(_texts, files))
    return frozenset(english - NAMES - set().union(*(_texts(file.with_name(f"{language}.ts")) for file in files)))


def left_over(texts: list[str], language: str) -> list[str]:
    """Of the texts of a page those that are English, where the page is not."""
    untranslated = _untranslated(language)
    # Two of these small words: one alone may be part of somebody's name or of a word of German ("on", "by").
    return [text for text in texts if text in untranslated or len(ENGLISH.findall(text)) > 1]
