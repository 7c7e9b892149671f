"""Units of metrics: how many digits are shown and what follows the number, the same in every text, file and page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit. Numbers are kept exactly and rounded when they are shown."""

    code: str
    """As results keep it"""
    digits: int
    """After the decimal point"""
    suffix: str
    """What is printed behind the number"""


DEGREES = Unit("deg", 1, "°")
DEGREES_PER_SECOND = Unit("deg/s", 1, "°/s")
MILLISECONDS = Unit("ms", 0, " ms")
PERCENT = Unit("%", 1, " %")
SHARE = Unit("", 2, "")
"""0..1, or a ratio without a unit"""
TRUNKS = Unit("trunk", 2, "×")
"""Trunk heights, from mid-hip to mid-shoulder"""
TRUNKS_PER_BAR = Unit("trunk/bar", 2, "×")
TRUNKS_PER_SECOND_SQUARED = Unit("trunk/s2", 2, "")
UNITS = {
    unit.code: unit
    for unit in (
        DEGREES,
        DEGREES_PER_SECOND,
        MILLISECONDS,
        PERCENT,
        SHARE,
        TRUNKS,
        TRUNKS_PER_BAR,
        TRUNKS_PER_SECOND_SQUARED,
    )
}
