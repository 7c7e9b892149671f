"""Varied analyses to be written about: measured values judged as scoring judges them."""

import random
from functools import cache

from danceai.coaching.evaluations.subject import Subject
from danceai.common.contracts.base import Camera, Dance, Insight, Language
from danceai.common.contracts.scores import CameraFacts, MusicFacts, Notice, Result
from danceai.scoring.criteria.reasons import FROM_THE_SIDE, NO_MUSIC, NOT_SEEN
from danceai.scoring.descriptions import choose_words
from danceai.scoring.judging.calibration import load_calibration
from danceai.scoring.judging.components import Blocked, describe_values, rank_deficits, resample, score_components
from danceai.scoring.metrics.catalogue import find_metrics
from danceai.scoring.metrics.measurement import Measurement, refuse

CALIBRATION = load_calibration("js-2.1")
Values = dict[str, tuple[float, float] | None]
"""By metric its value and coverage, None where it is not assessable"""


def judge(
    values: Values,
    dance: Dance = Dance.WALTZ,
    *,
    music: bool = True,
    side: bool = False,
    moments: tuple[float, ...] = (1.25,),
    notices: tuple[Notice, ...] = (),
) -> Result:
    """What scoring makes of measured values."""
    found = {}
    for name, metric in find_metrics().items():
        measured = values.get(name)
        if metric.component == "MM" and not music:
            found[name] = refuse(NO_MUSIC), Camera.A
        elif measured is None:
            found[name] = refuse(NOT_SEEN), Camera.A
        else:
            found[name] = Measurement(measured[0], measured[1], 200, worst=moments), Camera.A
    resampled = resample(found, CALIBRATION, dance)
    components, metrics = (
        score_components(resampled, Blocked("side", FROM_THE_SIDE) if side else None),
        describe_values(resampled),
    )
    scored = {row.code for row in components if row.score is not None}
    return Result(
        components=components,
        total=None,
        metrics=metrics,
        music=MusicFacts(assessable=music),
        deficits=rank_deficits([row for row in metrics if row.component in scored], CALIBRATION),
        view="side" if side else "front",
        cameras={Camera.A: CameraFacts(view="front", coverage=1.0)},
        profile="js-2.1",
        notices=list(notices),
    )


@cache
def varied(number: int) -> tuple[Dance, Result]:
    """One of as many analyses as are asked for: each dance, with and without music, seen well and badly."""
    chance = random.Random(number)
    values: Values = {}
    for name, metric in find_metrics().items():
        places = [x for x, _ in metric.curve.points] or [0.0, 30.0]
        value = chance.uniform(places[0], places[-1])
        values[name] = None if chance.random() < 0.15 else (value, chance.choice([0.45, 0.7, 1.0]))
    dance = list(Dance)[number % len(Dance)]
    moments = tuple(round(chance.uniform(0, 150), 3) for _ in range(number % 4))
    notices = (Notice(code="shots", camera=Camera.A, value=3),) if number % 5 == 0 else ()
    return dance, judge(values, dance, music=number % 3 != 0, side=number == 7, moments=moments, notices=notices)


def subject_of(number: int, language: Language, insight: Insight = Insight.STANDARD) -> Subject:
    """What an evaluation of it is written from."""
    dance, result = varied(number)
    return Subject(dance, language, insight, result, choose_words(result, language))
