"""What an evaluation is written from: everything that is known, and nobody's name. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

from danceai.common.contracts.base import Dance, Insight, Language
from danceai.common.contracts.coaching import ResultWords
from danceai.common.contracts.scores import Deficit, MetricValue, Result

MOST_DEFICITS = 3


@dataclass(frozen=True)
class Quote:
    """What trainers of the studio have said of a deficit: a principle or a phrase."""

    id: UUID
    deficit: str
    text: str


@dataclass(frozen=True)
class Subject:
    """One analysis, with what is known of the couple."""

    dance: Dance
    language: Language
    insight: Insight
    result: Result
    words: ResultWords
    earlier: dict[str, float] | None = None
    """Scores by component the last time they danced this dance; None = never before"""
    level: str = ""
    note: str = ""
    """What was written down with the recording, without names"""
    principles: list[Quote] = field(default_factory=list)
    phrases: list[Quote] = field(default_factory=list)

    @property
    def metrics(self) -> dict[str, MetricValue]:
        """All of them, by name."""
        return {metric.name: metric for metric in self.result.metrics}

    @property
    def spoken_of(self) -> dict[str, MetricValue]:
        """Those that may be spoken of: they have a value, and their component has a score."""
        scored = {component.code for component in self.result.scored}
        return {
            name: metric
            for name, metric in self.metrics.items()
            if metric.value is not None and metric.component in scored
        }

    @property
    def faults(self) -> list[Deficit]:
        """The worst things to work on that may be spoken of, those of one kind together."""
        known = [
            row for row in self.result.deficits if row.metric in self.spoken_of and row.metric in self.words.faults
        ]
        worst = known[:MOST_DEFICITS]
        kinds = list(dict.fromkeys(row.name for row in worst))
        return sorted(worst, key=lambda row: kinds.index(row.name))

    def grouped_faults(self) -> Iterator[tuple[str, list[Deficit]]]:
        """The same by kind."""
        for name, rows in groupby(self.faults, key=lambda row: row.name):
            yield name, list(rows)

    def quotes(self, deficit: str) -> tuple[Quote | None, Quote | None]:
        """A principle and a phrase about a deficit, where there are some."""

        def first(known: list[Quote]) -> Quote | None:
            return next((quote for quote in known if quote.deficit == deficit), None)

        return first(self.principles), first(self.phrases)
