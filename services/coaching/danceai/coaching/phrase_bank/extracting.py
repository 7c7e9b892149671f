"""From what was said to phrases: sentences that give advice about one deficit. Pure; a rule, where no key is set."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from danceai.coaching.phrase_bank.lexicon import read_lexicon
from danceai.common.contracts.base import Dance, Language
from danceai.common.contracts.transcripts import TranscriptSegment

SENTENCE = re.compile(r"[^.!?\u3002\uff01\uff1f\u2026]+[.!?\u3002\uff01\uff1f\u2026]*")
FEWEST_WORDS, MOST_WORDS = 4, 45
FEWEST_CHARACTERS, MOST_CHARACTERS = 5, 90
"""The same where nobody writes spaces"""


@dataclass(frozen=True)
class Found:
    """A phrase and where it is said."""

    text: str
    second: float
    deficit: str
    dance: Dance | None


@dataclass(frozen=True)
class Sentence:
    """Something that was said, over the ends of segments."""

    text: str
    begin: int
    """Its place among all characters"""
    lesson: "Lesson"

    def second_of(self, offset: int = 0) -> float:
        """When the character at an offset of it is said."""
        return self.lesson.second_of(self.begin + offset)


class Lesson:
    """All that was said, as one text that knows when."""

    def __init__(self, segments: list[TranscriptSegment], language: Language) -> None:
        space = "" if language is Language.ZH else " "
        self.text = ""
        self._starts: list[int] = []
        self._segments = segments
        for segment in segments:
            self._starts.append(len(self.text))
            self.text += segment.text.strip() + space

    def sentences(self) -> Iterator[Sentence]:
        """In order."""
        for match in SENTENCE.finditer(self.text):
            said = match.group().strip()
            if said:
                yield Sentence(said, match.start() + len(match.group()) - len(match.group().lstrip()), self)

    def second_of(self, place: int) -> float:
        """When the character at a place is said."""
        at = bisect_right(self._starts, place) - 1
        segment, passed = self._segments[at], 0
        for word in segment.words:
            if passed >= place - self._starts[at]:
                return word.start
            passed += len(word.text) + 1
        return segment.start


def extract(sentences: Iterable[Sentence], language: Language, dances: list[Dance]) -> list[Found]:
    """Advice in the order in which it is given. dances: of the lesson; what is said of one of them alone is of that."""
    lexicon = read_lexicon(language)
    found = []
    for sentence in sentences:
        text = sentence.text
        if not is_sized(text, language) or text.endswith("?") or not lexicon.advice.search(text):
            continue
        matches = {name: pattern.findall(text) for name, pattern in lexicon.deficits.items()}
        # The deficit that most of it is about; of two, the one whose words are longer.
        best = max(matches, key=lambda name: (len(matches[name]), sum(map(len, matches[name]))))
        if matches[best]:
            named = next((dance for dance, pattern in lexicon.dances.items() if pattern.search(text)), None)
            found.append(Found(text, sentence.second_of(), best, named or only(dances)))
    return found


def only(dances: list[Dance]) -> Dance | None:
    """The dance of a lesson that is about one alone."""
    return dances[0] if len(dances) == 1 else None


def is_sized(text: str, language: Language) -> bool:
    """Whether it is no shout and no speech."""
    if language is Language.ZH:
        return FEWEST_CHARACTERS <= len(text) <= MOST_CHARACTERS
    return FEWEST_WORDS <= len(text.split()) <= MOST_WORDS
