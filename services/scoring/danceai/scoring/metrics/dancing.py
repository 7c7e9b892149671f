"""What a metric is measured on: one camera's couple, the music and the dance, with bars and steps."""

import itertools
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from danceai.common.contracts.base import Dance
from danceai.scoring.movement.steps import Step, find_steps
from danceai.scoring.movement.tracks import CoupleTracks
from danceai.scoring.music.beats import Music

DRAWS = 4
"""Times that as much jitter is added as a track has: together a quarter of a minute tells its part to a tenth"""
PHRASE = 2.0
"""Seconds that stand for a bar where there are none"""


@dataclass(frozen=True)
class Dancing:
    """One camera's couple and the music they dance to, in that camera's time.

    What is held against the music asks for `music`; what only compares bars, or steps with each other, for `metre`.
    """

    couple: CoupleTracks
    music: Music | None
    dance: Dance
    latency: float = 0.0
    """Seconds the recording's sound is later than its picture, as a trainer has confirmed"""
    moved: Music | None = None
    """Bars and beats of the couple's own movement, sought where there is no music"""
    draws: int = DRAWS
    """How often it is shaken to tell what jitter does; never for what has been shaken already"""

    @property
    def metre(self) -> Music | None:
        """What bars are made of: the music, else the couple's own movement; None where neither tells."""
        return self.music or self.moved

    @cached_property
    def shaken(self) -> "list[Dancing]":
        """The same dancing seen with twice the jitter, some times over: what changes is what jitter does."""
        return [replace(self, couple=self.couple.shaken(number), draws=0) for number in range(self.draws)]

    @cached_property
    def bars(self) -> list[NDArray[np.intp]]:
        """Frame numbers of every whole bar that counts and lies in one shot; without any, of every two seconds."""
        counted = self.timed.counted
        return [bar for bar in self._all_bars if len(bar) > 1 and counted[bar].mean() > 0.5]

    @cached_property
    def timed(self) -> CoupleTracks:
        """The couple as its steps are held against the music: what lies in a bar with a cut does not count."""
        cut = [bar for bar in self._all_bars if any(bar[0] < frame <= bar[-1] for frame in self.couple.shots.cuts)]
        times = self.couple.times
        return self.couple.without([(float(times[bar[0]]), float(times[bar[-1]])) for bar in cut])

    @cached_property
    def _all_bars(self) -> list[NDArray[np.intp]]:
        couple = self.couple
        starts = self.metre.downbeats() if self.metre else np.arange(0, couple.frames / couple.fps + 0.01, PHRASE)
        edges = np.searchsorted(couple.times, starts)
        return [np.arange(a, b) for a, b in itertools.pairwise(edges) if b > a]

    @cached_property
    def steps(self) -> tuple[list[Step], list[Step]]:
        """The steps of lead and follow, in order of time."""
        return find_steps(self.timed.lead), find_steps(self.timed.follow)
