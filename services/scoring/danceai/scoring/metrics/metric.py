"""What a metric says of itself: how it is measured and scored, which deficit it shows, and its words."""

import itertools
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np

from danceai.common.contracts.base import Dance, Language
from danceai.scoring.criteria.components import COMPONENTS
from danceai.scoring.criteria.deficits import DEFICITS
from danceai.scoring.criteria.units import UNITS, Unit
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement
from danceai.scoring.movement.series import Floats


class Adds(Enum):
    """What jitter of the joints adds to a metric; see `noise`."""

    NOTHING = "interval"
    """A mean stays where it is, and is less sure"""
    SQUARE = "square"
    """A size, a spread or a speed: what is never negative grows, its square by the jitter's"""
    DIVISOR = "divisor"
    """A correlation falls"""


Points = tuple[tuple[float, float], ...]
WORST_SCORE, BEST_SCORE = 1.0, 10.0


@dataclass(frozen=True, slots=True)
class Curve:
    """How a value becomes a score between 1 and 10: straight lines between anchors, level beyond the outer ones.

    6 = above average, 8 = very good, 10 = outstanding (WDSF "Judging components, Performance Assessment Standards and
    Indicative Qualities", https://docslib.org/doc/6051503/judging-system-2-1). Where our anchors lie is our own
    proposal until a studio fits it to its judges' marks (`danceai calibrate`); a calibration may replace any curve.
    """

    points: Points
    """(value in the metric's unit, score), values ascending"""
    weight: float = 1.0
    """Among the metrics of the component; 0 = shown, never scored"""
    absolute: bool = False
    """Whether the sign of the value does not matter"""
    optional: bool = False
    """Whether its absence lowers no coverage"""
    forgiven: float = 0.0
    """Part of the value that is not held against the couple until somebody confirms it is theirs, not the camera's"""

    def score(self, values: Floats, *, confirmed: bool = True) -> Floats:
        """Scores (n,) of values (n,), NaN where the value is. confirmed: nothing is forgiven."""
        x, y = zip(*self.points, strict=True)
        counted = np.abs(values) if self.absolute else values
        if not confirmed:
            counted = np.maximum(counted - self.forgiven, min(x))
        return np.asarray(np.interp(counted, x, y))


@dataclass(frozen=True, slots=True)
class Words:
    """What a metric is called in one language, and what is said where it is a thing to work on."""

    name: str
    fault: str = ""
    """A sentence or two to the couple, with {value} where the number stands; empty for what is never scored"""
    excess: str = ""
    """The same where there is too much of what there can be too little of"""


@dataclass(frozen=True)
class Metric:
    """One thing that is measured. A module below `metrics` that has one, called METRIC, makes it part of the product.

    Raises ValueError, with a sentence, for what does not fit together.
    """

    name: str
    """For ever: results keep it"""
    component: str
    deficit: str
    """What is wrong where the score is low: one of `criteria.deficits`"""
    unit: Unit
    measure: Callable[[Dancing], Measurement]
    """The value, its coverage and its best and worst moments; pure"""
    curve: Curve
    words: Mapping[Language, Words]
    adds: Adds = Adds.NOTHING
    """What jitter of the joints adds to it: that is taken off again"""
    dances: frozenset[Dance] = frozenset(Dance)
    """In which it means something"""
    place: int = 0
    """Among the metrics of its deficit in reports: lower ones first, then by name"""

    def __post_init__(self) -> None:
        for kind, said, known in (
            ("component", self.component, COMPONENTS),
            ("deficit", self.deficit, DEFICITS),
            ("unit", self.unit.code, UNITS),
        ):
            if said not in known:
                raise ValueError(f'The metric {self.name} names the {kind} "{said}", which is none of {sorted(known)}.')
        if missing := [language.value for language in Language if language not in self.words]:
            raise ValueError(f"The metric {self.name} has no words in {', '.join(missing)}.")
        check_curve(self.name, self.curve)
        for language, words in self.words.items():
            sentences = [words.fault, words.excess] if words.excess else [words.fault]
            if self.curve.weight and any(_find_gaps(sentence) != {"value"} for sentence in sentences):
                raise ValueError(
                    f"The sentence of the metric {self.name} in {language} must have {{value}} for its number."
                )


def _find_gaps(sentence: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(sentence) if field is not None}


def check_curve(name: str, curve: Curve) -> None:
    """Raise ValueError unless the anchors ascend and their scores lie on the scale."""
    ascending = all(a < b for (a, _), (b, _) in itertools.pairwise(curve.points))
    if not curve.points or not ascending or any(not WORST_SCORE <= y <= BEST_SCORE for _, y in curve.points):
        raise ValueError(f"The curve of the metric {name} needs ascending values and scores between 1 and 10.")
