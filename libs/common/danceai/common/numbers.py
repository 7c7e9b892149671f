"""Numbers as people read them: the one way in which every text, file and page rounds. Pure.

A number is rounded as it is written out (2.675 is half-way, whatever the machine keeps of it) and halves go away from
zero. Browsers' `Intl.NumberFormat` does the same, so that pages show the same digits.
"""

from decimal import ROUND_HALF_UP, Decimal

MARKS_PER_POINT = 4
"""The finest steps any judging system marks in are quarters"""


def _round(value: Decimal, step: Decimal) -> Decimal:
    """The nearest whole number of steps, as their sum; zero has no sign."""
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step + 0


def _read(value: float) -> Decimal:
    return Decimal(repr(float(value)))


def round_to_step(value: float, step: float) -> float:
    """The nearest multiple of a step."""
    return float(_round(_read(value), _read(step)))


def write_number(value: float, digits: int, decimal: str = ".") -> str:
    """Rounded to some digits after the decimal sign."""
    return f"{_round(_read(value), Decimal(1).scaleb(-digits)):.{digits}f}".replace(".", decimal)


def write_mark(value: float, decimal: str = ".") -> str:
    """A score: rounded to quarters, with a second digit only where there is one."""
    quarters = round_to_step(value, 1 / MARKS_PER_POINT)
    return write_number(quarters, 1 if quarters * 2 == int(quarters * 2) else 2, decimal)


def write_share(value: float) -> str:
    """A share of 0 to 1 in whole percent."""
    return f"{_round(_read(value).scaleb(2), Decimal(1)):.0f}%"


def write_clock(second: float) -> str:
    """A place in a video: minutes, seconds and tenths."""
    minutes, tenths = divmod(int(_round(_read(second) * 10, Decimal(1))), 600)
    return f"{minutes}:{tenths // 10:02d}.{tenths % 10}"
