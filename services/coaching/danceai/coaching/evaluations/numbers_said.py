"""Which numbers a text says, and which an analysis knows. Pure."""

import re
from collections.abc import Iterable
from decimal import Decimal

from danceai.coaching.evaluations.subject import Subject
from danceai.common.contracts.scores import ComponentScore, MetricValue, Result
from danceai.common.numbers import write_clock, write_mark, write_number, write_share

CLOCK = re.compile(r"(?<![\d:.,])\d+:\d\d(?:[.,]\d)?(?![\d:])")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def said(text: str) -> tuple[set[str], set[Decimal]]:
    """(places in the video as m:ss.s, all other numbers) of a text in any of the languages."""
    clocks = {found.replace(",", ".") for found in CLOCK.findall(text)}
    rest = CLOCK.sub(" ", text)
    return clocks, {Decimal(found.replace(",", ".")) for found in NUMBER.findall(rest)}


def _shown(value: float | None, digits: int) -> Iterable[str]:
    return () if value is None else (write_number(abs(value), digits),)


def of_metric(metric: MetricValue, digits: int) -> set[Decimal]:
    """As they are shown: value, interval, coverage, moments in seconds."""
    edges = [text for value in (metric.value, metric.low, metric.high) for text in _shown(value, digits)]
    seconds = [write_number(moment, 1) for moment in (*metric.moments, *metric.best_moments)]
    return _decimals([*edges, *seconds, write_share(metric.coverage).rstrip("%")])


def of_component(component: ComponentScore) -> set[Decimal]:
    """Score, interval, coverage."""
    marks = [write_mark(value) for value in (component.score, component.low, component.high) if value is not None]
    edges = [write_number(value, 1) for value in (component.low, component.high) if value is not None]
    return _decimals([*marks, *edges])


def of_result(result: Result) -> set[Decimal]:
    """What belongs to no metric: scores, music, the judging system, notices."""
    music = result.music
    heard = [music.beats_per_minute, music.bars_per_minute, *(music.official_bars_per_minute or ())]
    numbers = set().union(*(of_component(row) for row in result.components))
    numbers |= _decimals(text for value in heard for digits in (0, 1) for text in _shown(value, digits))
    numbers |= _decimals([result.profile.removeprefix("js-")] if result.profile.startswith("js-") else [])
    numbers |= _decimals(notice.shown.rstrip("%") for notice in result.notices)
    return numbers | (_decimals([write_mark(result.total)]) if result.total is not None else set())


def clocks_of(metrics: Iterable[MetricValue]) -> set[str]:
    """Places in the video that the analysis names."""
    return {write_clock(moment) for metric in metrics for moment in (*metric.moments, *metric.best_moments)}


def untraceable(text: str, subject: Subject, metrics: Iterable[str]) -> set[str]:
    """Numbers and places of a text that are those of none of the metrics it speaks of, and of nothing else."""
    spoken = [subject.spoken_of[name] for name in metrics if name in subject.spoken_of]
    known = of_result(subject.result)
    for metric in spoken:
        fault = subject.words.faults.get(metric.name)
        known |= of_metric(metric, fault.digits if fault else 1)
    places, numbers = said(text)
    return (places - clocks_of(spoken)) | {str(number) for number in numbers - known}


def _decimals(texts: Iterable[str]) -> set[Decimal]:
    return {Decimal(text.replace(",", ".")) for text in texts}
