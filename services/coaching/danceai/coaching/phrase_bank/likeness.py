"""Whether two phrases say the same in nearly the same words. Pure.

Trigrams of characters, as PostgreSQL's pg_trgm counts them, forgive endings and slips of the ear; words that turn the
meaning round (left and right, up and down, not) forgive nothing.
"""

import re

ALIKE = 0.65
"""From which on two phrases are one; measured on labelled pairs"""
TURNING = {
    "side": r"\b(?:left|link\w*|лев\w*)\b|左",
    "other_side": r"\b(?:right|recht\w*|прав\w*)\b|右",
    "up": r"\b(?:up|upwards?|raise|lift|rise|hoch|nach oben|heb\w*|вверх|подним\w*|подъ\w+)\b|上|抬|升",
    "down": r"\b(?:down|downwards?|lower|drop|runter|nach unten|senk\w*|вниз|опус\w*|сниж\w*)\b|下|降",
    "forward": r"\b(?:forwards?|vorwärts|vor|впер[её]д)\b|前",
    "back": r"\b(?:backwards?|rückwärts|zurück|назад)\b|后",
    "not": r"\b(?:not|don't|never|no|nicht|nie|kein\w*|не|никогда|нельзя)\b|不|别",
    "early": r"\b(?:early|before|earlier|früh\w*|vor der|bevor|рано|раньше|до)\b|早",
    "late": r"\b(?:late|after|later|spät\w*|nach der|nachdem|поздно|позже|после)\b|晚",
    "man": r"\b(?:leader|man|men|herr\w*|партн[её]р\w{0,2})\b|男",
    "lady": r"\b(?:follower|lady|ladies|dame\w*|партн[её]рш\w*)\b|女",
    "one": r"\b(?:one|eins|раз|1)\b|第一|一拍",
    "two": r"\b(?:two|zwei|два|2)\b|第二|二拍",
    "three": r"\b(?:three|drei|три|3)\b|第三|三拍",
    "heel": r"\b(?:heels?|fersen?|пятк\w*)\b|跟",
    "toe": r"\b(?:toes?|zehen?|носо?к\w*)\b|尖",
}
PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in TURNING.items()}
WORDS = re.compile(r"\w+")
FILLERS = re.compile(
    r"\b(?:so|okay|ok|and|now|well|just|really|please|also|und|also|bitte|jetzt|mal|ja|doch|einfach|ну|и|а|вот|"
    r"пожалуйста|просто|же|сейчас)\b",
    re.IGNORECASE,
)
CJK = re.compile(r"[\u3400-\u9fff]")


def are_alike(one: str, other: str) -> bool:
    """Whether one of them is enough."""
    return likeness(one, other) >= ALIKE


def likeness(one: str, other: str) -> float:
    """0..1; 0 where a word turns the meaning round."""
    if any(bool(pattern.search(one)) != bool(pattern.search(other)) for pattern in PATTERNS.values()):
        return 0.0
    first, second = _grams(one), _grams(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _grams(text: str) -> set[str]:
    """Trigrams of each word with its edges; of Chinese, characters and pairs of them."""
    plain = FILLERS.sub(" ", text.lower())
    grams: set[str] = set()
    for word in WORDS.findall(plain):
        if CJK.search(word):
            grams |= {*word, *(word[i : i + 2] for i in range(len(word) - 1))}
        else:
            padded = f"  {word} "
            grams |= {padded[i : i + 3] for i in range(len(padded) - 2)}
    return grams
