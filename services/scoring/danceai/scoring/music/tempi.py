"""The tempo ranges of the dances, per federation. Data and sources: tempi.yaml."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from danceai.common.contracts.base import Dance


@dataclass(frozen=True, slots=True)
class Tempo:
    """Official range in bars per minute."""

    beats_per_bar: int
    slowest: float
    fastest: float

    def beats_per_minute(self, leeway: float = 0.0) -> tuple[float, float]:
        """Slowest and fastest, widened by a share on both sides."""
        return self.slowest * self.beats_per_bar * (1 - leeway), self.fastest * self.beats_per_bar * (1 + leeway)


@cache
def tempi(federation: str = "wdsf") -> dict[str, Tempo]:
    """Every dance's tempo in one federation's rules, by name. Raises KeyError for a federation that is not listed."""
    text = (resources.files("danceai.scoring.music") / "tempi.yaml").read_text("utf-8")
    return {name: Tempo(*row) for name, row in yaml.safe_load(text)[federation].items()}


def tempo_of(dance: Dance, federation: str = "wdsf") -> Tempo:
    """One Standard dance's tempo."""
    return tempi(federation)[dance.value]
