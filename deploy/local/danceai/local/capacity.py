"""How long analyses take with so many pods: a simulation of the queues, fed with stage times that were measured.

A recording is checked while its analysis waits for its turn in its studio; then its jobs go through the queues of their
services one stage after the other. A job needs a place in a pod of its service (as many of a kind as the contract says)
and lasts as long as such jobs have lasted; longer on one machine for all, as soon as they would keep more cores busy
than it has. Nothing else is modelled: no network, no start of pods, no failure.
"""

import random
from collections import defaultdict
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import simpy

from danceai.common.contracts.base import Job

STAGES = (
    ("ProbeVideo",),
    ("BeginAnalysis",),
    ("PlanRun",),
    ("FindBodies",),
    ("TrackCouple",),
    ("ScoreAnalysis",),
    ("RenderOverlay", "WriteEvaluation"),
    ("WriteReport",),
)
"""Kinds of jobs in the order in which an analysis needs them; those of one stage go side by side"""
BEFORE_ITS_TURN = "ProbeVideo"
"""Recordings are checked when they arrive, however many analyses of the studio run"""
HOP = 0.15
"""Seconds from the end of a job until the next one is in somebody's hands: outbox, bus, a look at the queue"""

INSTANT = 1e-6


class NothingMeasured(Exception):
    """There is nothing to plan with."""


@dataclass(frozen=True)
class Kind:
    """What is known of the jobs of one kind."""

    service: str
    seconds: float
    """Of one job, on average"""
    per_analysis: float
    cores: float = 1.0
    """That one keeps busy while it lasts"""
    slots: int = 1
    per_studio: int = 0


@dataclass(frozen=True)
class Pods:
    """A configuration."""

    of_service: Mapping[str, int]
    cores: float = 0.0
    """That all jobs share, on one machine, beside whatever else it does; 0 = each pod has as many as where times were
    measured"""
    at_once: int = 4
    """Analyses of a studio under way"""


@dataclass(frozen=True)
class Arrival:
    """An analysis that somebody asks for."""

    at: float
    """Seconds from the beginning"""
    studio: int = 0
    length: float = 1.0
    """Of the recording, relative to those that were measured"""


@dataclass
class Outcome:
    """What came of it; seconds."""

    took: list[float] = field(default_factory=list)
    """From arrival to the report, by analysis"""
    finished_at: float = 0.0
    waited: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Until the first job of a kind begins, by kind, all analyses together"""
    busy: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """At work, by service, all pods together"""

    def within(self, share: float) -> float:
        """The time in which this share of all analyses is done."""
        ordered = sorted(self.took)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


@dataclass(frozen=True)
class Measured:
    """What the services' metrics tell of the jobs of one kind, all together."""

    jobs: float = 0.0
    seconds: float = 0.0
    processor: float = 0.0
    """Seconds of processor time"""

    def __add__(self, other: "Measured") -> "Measured":
        return Measured(self.jobs + other.jobs, self.seconds + other.seconds, self.processor + other.processor)

    def since(self, before: "Measured") -> "Measured":
        """What came after an earlier look."""
        return Measured(self.jobs - before.jobs, self.seconds - before.seconds, self.processor - before.processor)


def kinds_of(jobs: Iterable[type[Job]], measured: Mapping[str, Measured]) -> dict[str, Kind]:
    """What is known of each kind that an analysis needs. Raises NothingMeasured when none has been scored yet."""
    known = {name: one for name, one in measured.items() if one.jobs > 0 and one.seconds > 0}
    if "ScoreAnalysis" not in known:
        raise NothingMeasured("No analysis has run here yet, so there are no times to plan with.")
    analyses = known["ScoreAnalysis"].jobs
    wanted = {name for stage in STAGES for name in stage}
    return {
        job.__name__: Kind(
            job.service,
            one.seconds / one.jobs,
            one.jobs / analyses,
            one.processor / one.seconds if one.processor else 1.0,
            job.slots,
            job.per_studio,
        )
        for job in jobs
        if (one := known.get(job.__name__)) and job.__name__ in wanted
    }


class _Machine:
    """Cores that jobs share: while they would keep more busy than there are, all of them take longer alike."""

    def __init__(self, world: simpy.Environment, cores: float) -> None:
        self._world, self._cores = world, cores
        self._wanted = 0.0
        self._changed = world.event()

    def work(self, seconds: float, cores: float) -> Generator[Any, Any, None]:
        """A job that lasts so long where it has all the cores it wants."""
        self._want(cores)
        while seconds > INSTANT:
            began, speed = self._world.now, min(1.0, self._cores / self._wanted) if self._cores else 1.0
            yield self._world.timeout(seconds / speed) | self._changed
            seconds -= (self._world.now - began) * speed
        self._want(-cores)

    def _want(self, cores: float) -> None:
        self._wanted = max(self._wanted + cores, INSTANT)
        self._changed.succeed()
        self._changed = self._world.event()


class _House:
    """One run of the simulation."""

    def __init__(self, kinds: Mapping[str, Kind], pods: Pods) -> None:
        self.world = simpy.Environment()
        self.outcome = Outcome()
        self._kinds = kinds
        self._machine = _Machine(self.world, pods.cores)
        self._at_once = pods.at_once
        self._places = {
            name: simpy.Resource(self.world, kind.slots * max(1, pods.of_service.get(kind.service, 1)))
            for name, kind in kinds.items()
        }
        self._turns: dict[Any, simpy.Resource] = {}

    def _turn(self, key: Any, places: int) -> simpy.Resource:
        if key not in self._turns:
            self._turns[key] = simpy.Resource(self.world, places)
        return self._turns[key]

    def analysis(self, arrival: Arrival) -> Generator[Any, Any, None]:
        """From its arrival to its report."""
        yield self.world.timeout(arrival.at)
        checks = tuple(name for name in (BEFORE_ITS_TURN,) if name in self._kinds)
        checked = self.world.process(self._stage(checks, arrival)) if checks else self.world.timeout(0)
        with self._turn(("studio", arrival.studio), self._at_once).request() as turn:
            yield turn & checked
            for stage in STAGES:
                names = tuple(name for name in stage if name in self._kinds and name != BEFORE_ITS_TURN)
                if names:
                    yield from self._stage(names, arrival)
        self.outcome.took.append(self.world.now - arrival.at)
        self.outcome.finished_at = self.world.now

    def _stage(self, names: tuple[str, ...], arrival: Arrival) -> Generator[Any, Any, None]:
        yield self.world.timeout(HOP)
        asked, jobs = self.world.now, []
        began: dict[str, list[float]] = {name: [] for name in names}
        for name in names:
            kind = self._kinds[name]
            many = kind.per_analysis > 1.5  # a kind with a job per piece, not per analysis
            count = max(1, round(kind.per_analysis * (arrival.length if many else 1)))
            seconds = kind.seconds * (1 if many else arrival.length)
            jobs += [self.world.process(self._job(name, seconds, arrival.studio, began[name])) for _ in range(count)]
        yield self.world.all_of(jobs)
        for name in names:
            self.outcome.waited[name] += began[name][0] - asked

    def _job(self, name: str, seconds: float, studio: int, began: list[float]) -> Generator[Any, Any, None]:
        kind = self._kinds[name]
        wanted = [self._places[name]]
        if kind.per_studio:
            wanted.insert(0, self._turn((name, studio), kind.per_studio))
        held = []
        for resource in wanted:
            request = resource.request()
            yield request
            held.append((resource, request))
        began.append(self.world.now)
        self.outcome.busy[kind.service] += seconds
        yield from self._machine.work(seconds, kind.cores)
        for resource, request in reversed(held):
            resource.release(request)


def simulate(kinds: Mapping[str, Kind], pods: Pods, arrivals: Iterable[Arrival]) -> Outcome:
    """Run until everything that was asked for is done."""
    house = _House(kinds, pods)
    for arrival in arrivals:
        house.world.process(house.analysis(arrival))
    house.world.run()
    return house.outcome


def a_day(videos: int, studios: int, seed: int = 7) -> list[Arrival]:
    """So many recordings over a day as studios send them: some in the morning, most after lessons, few at night."""
    chance = random.Random(seed)  # noqa: S311 - a plan, no secret
    weights = [1, 1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 5, 4, 5, 6, 7, 8, 9, 12, 14, 14, 10, 6, 3]
    hours = chance.choices(range(24), weights, k=videos)
    return [Arrival((hour + chance.random()) * 3600, chance.randrange(studios)) for hour in hours]
