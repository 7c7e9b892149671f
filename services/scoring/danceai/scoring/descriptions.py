"""What metrics, deficits and components are called where they are told: to pages, in reports, in evaluations. Pure."""

from danceai.common.contracts.base import Dance, Language
from danceai.common.contracts.coaching import Fault, ResultWords
from danceai.common.contracts.scores import (
    ComponentDescription,
    DeficitDescription,
    MetricCatalogue,
    MetricDescription,
    ReasonDescription,
    Result,
)
from danceai.scoring.criteria.components import COMPONENTS
from danceai.scoring.criteria.deficits import DEFICITS
from danceai.scoring.criteria.reasons import REASONS
from danceai.scoring.metrics.catalogue import find_metrics
from danceai.scoring.metrics.metric import Metric


def _spell_out(name: str) -> str:
    """What stands in results from before, and is no longer known by this name."""
    return name.replace("_", " ")


def name_metric(name: str, language: Language) -> str:
    """A metric's name as a title."""
    metric = find_metrics().get(name)
    return metric.words[language].name if metric else _spell_out(name)


def name_deficit(name: str, language: Language) -> str:
    """A deficit's name as a title: of a sub-criterion, or of a thing to work on."""
    return DEFICITS[name][language].name if name in DEFICITS else _spell_out(name)


def _choose_fault(metric: Metric, value: float | None, language: Language) -> str:
    """What is said of the metric as a fault: of too much, where it lies beyond the best of its curve."""
    words = metric.words[language]
    return words.excess if words.excess and value is not None and value > _find_best(metric) else words.fault


def _find_best(metric: Metric) -> float:
    """The value of a metric that is worth most."""
    return max(metric.curve.points, key=lambda point: point[1])[0]


def choose_words(result: Result, language: Language) -> ResultWords:
    """The words an evaluation of this result needs: of its metrics that can be faults, and of what they tell of."""
    values = {row.name: row.value for row in result.metrics}
    metrics = [metric for metric in find_metrics().values() if metric.name in values]
    return ResultWords(
        faults={
            metric.name: Fault(
                sentence=_choose_fault(metric, values[metric.name], language),
                digits=metric.unit.digits,
                suffix=metric.unit.suffix,
                title=metric.words[language].name,
            )
            for metric in metrics
            if metric.words[language].fault
        },
        strengths={metric.deficit: DEFICITS[metric.deficit][language].strength for metric in metrics},
        deficits={metric.deficit: DEFICITS[metric.deficit][language].name for metric in metrics},
    )


def _describe_metric(metric: Metric, language: Language) -> MetricDescription:
    words = metric.words[language]
    return MetricDescription(
        name=metric.name,
        title=words.name,
        fault=words.fault,
        excess=words.excess,
        best=_find_best(metric),
        component=metric.component,
        deficit=metric.deficit,
        unit=metric.unit.code,
        suffix=metric.unit.suffix,
        digits=metric.unit.digits,
        scored=metric.curve.weight > 0,
        dances=[dance for dance in Dance if dance in metric.dances],
    )


def describe_metrics(language: Language) -> MetricCatalogue:
    """Everything that is measured, in the order of reports."""
    return MetricCatalogue(
        language=language,
        components=[ComponentDescription(code=code, title=names[language]) for code, names in COMPONENTS.items()],
        deficits=[
            DeficitDescription(name=name, title=words[language].name, strength=words[language].strength)
            for name, words in DEFICITS.items()
        ],
        metrics=[_describe_metric(metric, language) for metric in find_metrics().values()],
        reasons=[ReasonDescription(code=reason.code, sentence=reason.say(language)) for reason in REASONS],
    )
