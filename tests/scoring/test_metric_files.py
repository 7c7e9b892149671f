"""A metric is one file: what stands in it is measured, scored, printed, told and listed; nothing else is touched."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from danceai.coaching.evaluations.rule_writer import split_title
from danceai.common.contracts.analyses import Configuration
from danceai.common.contracts.base import Camera, Dance, Language
from danceai.common.contracts.scores import MetricValue, Result
from danceai.scoring.analyses.score import Filmed, assess
from danceai.scoring.criteria.components import COMPONENTS
from danceai.scoring.criteria.deficits import DEFICITS
from danceai.scoring.criteria.reasons import NOT_SEEN
from danceai.scoring.criteria.units import DEGREES, Unit
from danceai.scoring.descriptions import choose_words, describe_metrics
from danceai.scoring.judging.calibration import load_calibration, read_calibration
from danceai.scoring.metrics import presentation
from danceai.scoring.metrics.catalogue import find_metrics
from danceai.scoring.metrics.measurement import refuse
from danceai.scoring.metrics.metric import Curve, Metric, Words
from danceai.scoring.report.document import Printed, collect_facts
from synthetic_couple.knobs import Knobs
from synthetic_couple.performance import Performance, perform
from tests.support.films import describe_video
from tests.support.places import ROOT
from tests.support.synthetic import couple_poses
from tests.support.told import write_text
from tools.metrics import table

SOURCE = '''
"""Knees that stay straight."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.scoring.criteria.reasons import NOT_SEEN
from danceai.scoring.criteria.units import PERCENT
from danceai.scoring.metrics.measurement import Measurement, summarise
from danceai.scoring.metrics.metric import Curve, Metric, Words


def measure(dancing):
    """Always 30 percent, worst at second 2."""
    series = np.full(dancing.couple.frames, 30.0)
    badness = -np.abs(dancing.couple.times - 2.0)
    return summarise(series, dancing, badness=badness)


METRIC = Metric(
    name="stiff_knees",
    component="CP",
    deficit="expression",
    unit=PERCENT,
    measure=measure,
    curve=Curve(((0, 9.5), (10, 6), (30, 1))),
    words={
        Language.EN: Words("Stiff knees", "Knees: they are straight {value} percent of the time."),
        Language.DE: Words("Steife Knie", "Knie: sie sind {value} Prozent der Zeit gestreckt."),
        Language.RU: Words("Прямые колени", "Колени: они прямые {value} процентов времени."),
        Language.ZH: Words("膝部僵直", "膝部：{value}% 的时间伸直。"),
    },
)
'''


@pytest.fixture(scope="module")
def danced() -> Performance:
    return perform(Knobs(seconds=8))


@pytest.fixture
def new_metric(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """One file in a folder of its own, put on the path of the package of its component."""
    (tmp_path / "stiff_knees.py").write_text(SOURCE, "utf-8")
    monkeypatch.setattr(presentation, "__path__", [*presentation.__path__, str(tmp_path)])
    find_metrics.cache_clear()
    yield "stiff_knees"
    monkeypatch.undo()
    sys.modules.pop(f"{presentation.__name__}.stiff_knees", None)
    find_metrics.cache_clear()


def _assess(danced: Performance) -> Result:
    poses = couple_poses(danced)
    filmed = Filmed(poses, describe_video(len(poses)), None, 1.0)
    return assess({Camera.A: filmed}, Dance.WALTZ, Configuration())


def _row(result: Result, name: str) -> MetricValue:
    return next(row for row in result.metrics if row.name == name)


@pytest.mark.parametrize(("language", "number"), [(Language.EN, "30.0"), (Language.DE, "30,0"), (Language.ZH, "30.0")])
def test_a_new_file_is_a_new_metric(language: Language, number: str, new_metric: str, danced: Performance) -> None:
    result = _assess(danced)
    row = _row(result, new_metric)
    assert (row.value, row.unit, row.score, row.moments[0]) == (30.0, "%", 1.0, 2.0), "measured and scored"
    assert new_metric in {deficit.metric for deficit in result.deficits}
    assert "expression" in {part.name for component in result.components for part in component.parts}

    words = find_metrics()[new_metric].words[language]
    facts = collect_facts(result, "", Printed("A & B", Dance.WALTZ, date(2026, 11, 22)), language)
    printed = next(row for row in facts["metrics"] if row["name"] == words.name)
    assert printed["value"] == f"{number} %"
    assert words.name in {deficit["metric"] for deficit in facts["deficits"]}

    text = write_text(result, Dance.WALTZ, language, choose_words(result, language))
    assert split_title(words.fault.format(value=number))[1] in text

    described = next(metric for metric in describe_metrics(language).metrics if metric.name == new_metric)
    assert (described.title, described.fault, described.digits, described.suffix) == (words.name, words.fault, 1, " %")
    assert read_calibration("studio", {"extends": "js-2.1"}).curves[new_metric].points[0] == (0, 9.5)


def test_it_is_gone_without_its_file() -> None:
    assert "stiff_knees" not in find_metrics()


def test_metrics_stand_in_the_order_of_reports() -> None:
    found = list(find_metrics().values())
    places = [(list(COMPONENTS).index(m.component), list(DEFICITS).index(m.deficit), m.place, m.name) for m in found]
    assert places == sorted(places)


def _metric(**changed: Any) -> Metric:
    words = {language: Words("Nothing", "It is {value}.") for language in Language}
    standard: dict[str, Any] = {
        "name": "nothing",
        "component": "TQ",
        "deficit": "posture",
        "unit": DEGREES,
        "measure": lambda dancing: refuse(NOT_SEEN),
        "curve": Curve(((0, 1), (1, 10))),
        "words": words,
    }
    return Metric(**{**standard, **changed})


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"deficit": "laziness"}, 'nothing names the deficit "laziness", which is none of'),
        ({"component": "XX"}, 'names the component "XX"'),
        ({"unit": Unit("furlong", 1, " fur")}, 'names the unit "furlong"'),
        ({"words": {Language.EN: Words("Nothing", "{value}")}}, "has no words in de, ru, zh"),
        ({"words": dict.fromkeys(Language, Words("Nothing", "A lot."))}, "must have {value}"),
        ({"words": dict.fromkeys(Language, Words("Nothing", "{value} {unit}"))}, "must have {value}"),
        ({"curve": Curve(((1, 1), (0, 10)))}, "needs ascending values"),
        ({"curve": Curve(((0, 1), (1, 11)))}, "scores between 1 and 10"),
    ],
)
def test_what_does_not_fit_together_is_refused(changed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        _metric(**changed)


def test_two_metrics_of_one_name_are_refused(new_metric: str, tmp_path: Path) -> None:
    (tmp_path / "stiff_knees_again.py").write_text(SOURCE, "utf-8")
    find_metrics.cache_clear()
    with pytest.raises(ValueError, match="Two modules make a metric named stiff_knees"):
        find_metrics()


def test_a_studio_scores_by_curves_of_its_own() -> None:
    """What its file does not say, the metric says; what it cannot say is refused."""
    ours = load_calibration("js-2.1")
    data = {"extends": "js-3.0", "metrics": {"sway": {"curve": [[0, 1], [20, 10]]}, "travel": {"weight": 0.2}}}
    studio = read_calibration("studio", data)
    assert studio.step == 0.25
    assert studio.curves["sway"] == replace(ours.curves["sway"], points=((0.0, 1.0), (20.0, 10.0)))
    assert studio.curves["travel"] == replace(ours.curves["travel"], weight=0.2)
    assert {**studio.curves, "sway": None, "travel": None} == {**ours.curves, "sway": None, "travel": None}
    assert "metrics" in data, "the caller's data stay as they are"
    with pytest.raises(ValueError, match="swag, which does not exist"):
        read_calibration("studio", {"extends": "js-2.1", "metrics": {"swag": {"weight": 0.2}}})
    with pytest.raises(ValueError, match="curve of the metric sway"):
        read_calibration("studio", {"extends": "js-2.1", "metrics": {"sway": {"curve": [[3, 1], [2, 10]]}}})


def test_the_table_of_metrics_is_current() -> None:
    assert (ROOT / "docs" / "metrics.md").read_text("utf-8") == table() + "\n", "run `make api`"
