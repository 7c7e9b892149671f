"""What can be turned about a performance: the dance, the camera and one knob for each dancing fault."""

from dataclasses import dataclass, field
from typing import Literal

Heading = Literal["profile", "circling", "open"]


@dataclass(frozen=True, slots=True)
class Dance:
    """Tempo and rhythm of one dance. Source of the tempi: DTV TSO 05/2023."""

    beats_per_bar: int
    bars_per_minute: float
    steps_in_beats: tuple[float, ...]
    rise: float = 1.0
    sway: float = 1.0

    @property
    def beat_seconds(self) -> float:
        """Seconds from one beat to the next."""
        return 60.0 / (self.bars_per_minute * self.beats_per_bar)


DANCES: dict[str, Dance] = {
    "waltz": Dance(3, 29.0, (1, 1, 1)),
    "tango": Dance(4, 32.0, (1, 1, 2), rise=0.0, sway=0.0),
    "viennese_waltz": Dance(3, 59.0, (1, 1, 1), rise=0.35, sway=0.8),
    "slow_foxtrot": Dance(4, 29.0, (2, 1, 1)),
    "quickstep": Dance(4, 51.0, (2, 1, 1), rise=0.7, sway=0.6),
}


@dataclass(frozen=True, slots=True)
class Knobs:
    """One performance and how it is filmed. Every fault is zero by default."""

    dance: str = "waltz"
    seconds: float = 9.0
    fps: float = 30.0
    width: int = 1280
    height: int = 720
    heading: Heading = "profile"
    camera_angle: float = 0.0
    """Degrees the camera is walked around the couple."""
    camera_distance: float = 5.6
    """Metres from the middle of the floor."""
    first_beat: float = 0.40
    """Seconds from the start to the first beat of the music."""
    timing_offset: float = 0.0
    """Seconds the couple dances behind (+) or ahead of (-) the music."""
    tempo_drift: float = 0.0
    """Share by which the couple's own tempo differs from the music's."""
    sway: float = 1.0
    """1 = the dance's own sway, 0 = none."""
    rise: float = 1.0
    """1 = the dance's own rise and fall, 0 = none."""
    posture_lean: float = 0.0
    """Degrees both trunks fall forward of their good line."""
    frame_drop: float = 0.0
    """Metres by which elbows and joined hands sink below their place."""
    hold_break: float = 0.0
    """Metres by which the joined hands come apart in the middle third."""
    partner_lag: float = 0.06
    """Seconds by which the lady follows."""
    wobble: float = 0.0
    """Metres of side-to-side loss of balance at 1.3 Hz."""
    travel: float = 1.0
    """1 = the dance's own travel over the floor."""
    mirror_wall: bool = False
    bystanders: int = 0
    seed: int = field(default=0)

    @property
    def rhythm(self) -> Dance:
        """The dance's tempo and rhythm."""
        return DANCES[self.dance]

    @property
    def frames(self) -> int:
        """Number of video frames."""
        return round(self.seconds * self.fps)
