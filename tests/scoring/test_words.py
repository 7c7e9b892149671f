"""Words: every language says everything, and each sentence has the same gaps to fill."""

import string
from importlib import resources
from typing import Any

import pytest
import yaml

from danceai.common.contracts.base import Dance, Language
from danceai.scoring.criteria import reasons
from danceai.scoring.criteria.components import COMPONENTS
from danceai.scoring.criteria.deficits import DEFICITS
from danceai.scoring.descriptions import describe_metrics
from danceai.scoring.metrics.catalogue import find_metrics
from danceai.scoring.movement.view import DIAGONAL, FRONT, SIDE

FILES = {
    "report": resources.files("danceai.scoring.report") / "words",
    "evaluation": resources.files("danceai.coaching.evaluations.phrases"),
    "advice": resources.files("danceai.coaching.evaluations.advice"),
}


def _read(name: str, language: Language) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((FILES[name] / f"{language}.yaml").read_text("utf-8"))
    return loaded


def _gaps(words: Any, path: str = "") -> dict[str, set[str]]:
    """The placeholders of every sentence, by its key (a key inside a group as `group.key`)."""
    if isinstance(words, dict):
        return {key: gaps for name, part in words.items() for key, gaps in _gaps(part, f"{path}.{name}").items()}
    return {path: {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", FILES)
def test_every_language_has_every_key_and_every_placeholder(name: str, language: Language) -> None:
    assert _gaps(_read(name, language)) == _gaps(_read(name, Language.EN))


@pytest.mark.parametrize("name", ["report", "evaluation"])
def test_dances_and_components_have_words(name: str) -> None:
    words = _read(name, Language.EN)
    assert set(words["dances"]) == {dance.value for dance in Dance}
    if name == "report":
        assert set(words["views"]) == {FRONT, DIAGONAL, SIDE}
    else:
        assert set(words["components"]) == set(COMPONENTS)


@pytest.mark.parametrize("language", Language)
def test_every_metric_and_deficit_has_words(language: Language) -> None:
    for metric in find_metrics().values():
        assert metric.words[language].name
        assert bool(metric.words[language].fault) == (metric.curve.weight > 0), "what is scored can be a fault"
        assert DEFICITS[metric.deficit][language].name
        assert DEFICITS[metric.deficit][language].strength


@pytest.mark.parametrize("language", Language)
def test_no_two_metrics_bear_one_name(language: Language) -> None:
    names = [metric.words[language].name for metric in find_metrics().values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", Language)
def test_every_reason_why_something_is_not_measured_is_told(language: Language) -> None:
    told = {reason.code: reason.sentence for reason in describe_metrics(language).reasons}
    named = {one for one in vars(reasons).values() if isinstance(one, reasons.Reason)}
    assert set(told) == {reason.code for reason in named}
    assert len(set(told.values())) == len(named), "no two are the same"
    assert language is Language.EN or not set(told.values()) & {reason.en for reason in named}
