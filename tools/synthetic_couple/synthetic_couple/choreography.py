"""Where the couple is at any moment: path, heading, rise, sway and footfalls as closed-form functions of time.

Times may be one moment or many; what is returned then has them as its first axis.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from synthetic_couple.geometry import Array, smooth, turn, turned, vector
from synthetic_couple.knobs import Knobs

Who = Literal["man", "woman"]
HALF_GAP = {"profile": 0.155, "circling": 0.155, "open": 0.36}
SIDE_STEP = 0.075
SWAY_RADIANS = np.deg2rad(7)


@dataclass(frozen=True)
class Footfall:
    """One foot: ankle on the floor (..., 3), yaw, lift off the floor and whether it bears weight, each (...)."""

    place: Array
    yaw: Array
    lift: Array
    bears: NDArray[np.bool_]


@dataclass(frozen=True)
class Choreography:
    """The dance as the couple performs it; `t` is video time in seconds everywhere."""

    knobs: Knobs

    @cached_property
    def beats(self) -> Array:
        """Times of the music's beats within the video."""
        period = self.knobs.rhythm.beat_seconds
        return np.arange(self.knobs.first_beat, self.knobs.seconds, period)

    @cached_property
    def step_beats(self) -> Array:
        """Beat positions (0 = first beat) at which a foot takes weight, from one bar before the start."""
        pattern = self.knobs.rhythm.steps_in_beats
        start = -sum(pattern) * 2
        bars = int(self.knobs.seconds / self.knobs.rhythm.beat_seconds / sum(pattern)) + 6
        return start + np.concatenate([[0.0], np.cumsum(np.tile(pattern, bars))])

    def beat_at(self, t: ArrayLike) -> Array:
        """Beat position of the couple: the music's, shifted by its own lateness and drift."""
        own = (np.asarray(t, float) - self.knobs.timing_offset - self.knobs.first_beat) * (1 + self.knobs.tempo_drift)
        return np.asarray(own / self.knobs.rhythm.beat_seconds)

    def time_of(self, beat: ArrayLike) -> Array:
        """The inverse of `beat_at`."""
        own = np.asarray(beat, float) * self.knobs.rhythm.beat_seconds / (1 + self.knobs.tempo_drift)
        return np.asarray(own + self.knobs.timing_offset + self.knobs.first_beat)

    def step_times(self) -> Array:
        """Video times at which the man's weight arrives on a new foot."""
        times = self.time_of(self.step_beats)
        return times[(times >= 0) & (times < self.knobs.seconds)]

    def _bar(self, t: ArrayLike) -> tuple[Array, Array]:
        """Number of the bar, and the place within it, 0..1."""
        position = self.beat_at(t) / self.knobs.rhythm.beats_per_bar
        bar = np.floor(position)
        return bar, position - bar

    def path(self, t: ArrayLike) -> tuple[Array, Array]:
        """Middle of the couple on the floor (..., 3) metres and the man's heading (radians, 0 = to the camera)."""
        bar, within = self._bar(t)
        bars = bar + within
        total = self.knobs.seconds / self.knobs.rhythm.beat_seconds / self.knobs.rhythm.beats_per_bar
        span = min(2.7, 0.72 * total) * self.knobs.travel
        x = span / 2 - span * bars / total + 0.06 * np.sin(2 * np.pi * bars)
        y = 0.25 * np.sin(np.pi * bars) * self.knobs.travel
        x = x + self.knobs.wobble * np.sin(2 * np.pi * 1.3 * np.asarray(t, float))
        if self.knobs.heading == "circling":
            heading = np.deg2rad(-60) - np.deg2rad(140) * (bar + smooth(within * 1.15 - 0.05))
        else:
            heading = np.deg2rad(-55) + np.deg2rad(12) * np.sin(2 * np.pi * bars / 4)
        return vector(x, y, 0.0), np.asarray(heading)

    def rise(self, t: ArrayLike) -> Array:
        """Metres the pelvis is above (+) or below (-) neutral: low on one, highest between two and three."""
        _, within = self._bar(t)
        third = within * 3
        shape = smooth((third - 0.5) / 1.5) - smooth((third - 2.25) / 0.75)
        strength = self.knobs.rise * self.knobs.rhythm.rise
        return np.asarray(-0.045 + 0.0525 + strength * 0.105 * (shape - 0.5))

    def sway(self, t: ArrayLike) -> Array:
        """Radians the man inclines to his left; sides alternate from bar to bar."""
        bar, within = self._bar(t)
        third = within * 3
        side = np.where(bar % 2, 1, -1)
        shape = smooth((third - 0.6) / 1.0) - smooth((third - 2.3) / 0.7)
        return np.asarray(SWAY_RADIANS * side * shape * self.knobs.sway * self.knobs.rhythm.sway)

    def stand(self, who: Who, t: ArrayLike) -> tuple[Array, Array]:
        """Floor point (..., 3) under a dancer's pelvis and the way he or she faces."""
        middle, heading = self.path(t)
        sign = 1 if who == "man" else -1
        gap = HALF_GAP[self.knobs.heading]
        offset = turned(turn(heading), np.array([sign * SIDE_STEP, sign * gap, 0.0]))
        return middle + offset, heading + (0.0 if who == "man" else np.pi)

    def _landing(self, who: Who, step: NDArray[np.intp]) -> tuple[Array, Array]:
        side = self._side_of(who, step)
        place, heading = self.stand(who, self.time_of(self.step_beats[step]) + 0.22)
        half_width = np.where(step % 3 == 1, 0.16, 0.085)
        return place + turned(turn(heading), vector(side * half_width, 0, 0)), heading

    @staticmethod
    def _side_of(who: Who, step: NDArray[np.intp]) -> NDArray[np.intp]:
        return np.where(step % 2 == 0, -1, 1) * (1 if who == "man" else -1)

    def foot(self, who: Who, side: int, t: ArrayLike) -> Footfall:
        """The foot of one side (+1 left, -1 right). It arrives on the step at speed and stops dead."""
        beat = self.beat_at(t)
        step = np.asarray(np.searchsorted(self.step_beats, beat, side="right") - 1)
        bears = np.asarray(self._side_of(who, step) == side)
        # A foot that bears weight has landed with this step; the other one is on its way from the last to the next.
        start, start_yaw = self._landing(who, np.where(bears, step, step - 1))
        end, end_yaw = self._landing(who, np.where(bears, step, step + 1))
        long = self.step_beats[step + 1] - self.step_beats[step]
        share = (beat - self.step_beats[step]) / long
        eased = np.where(bears, 0.0, 1.6 * share**2 - 0.6 * share**3)
        lift = 0.035 * np.sin(np.pi * eased)
        return Footfall(
            start + (end - start) * eased[..., None], start_yaw + (end_yaw - start_yaw) * eased, lift, bears
        )

    def hold_gap(self, t: ArrayLike) -> Array:
        """Metres by which the joined hands are apart."""
        middle = np.abs(np.asarray(t, float) / self.knobs.seconds - 0.5) < 1 / 6
        return np.where(middle, self.knobs.hold_break, 0.0)
