"""Rounding: as numbers are written, halves away from zero, in the one way that pages check theirs against."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danceai.common.numbers import round_to_step, write_clock, write_mark, write_number, write_share
from tests.support.places import ROOT
from tools.rounding import document

FINITE = st.floats(-1e6, 1e6)


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (2.675, 2, "2.68"),  # as a double a little less
        (1.005, 2, "1.01"),
        (0.25, 1, "0.3"),
        (0.35, 1, "0.4"),
        (-0.25, 1, "-0.3"),
        (2.5, 0, "3"),
        (-0.04, 1, "0.0"),
        (9.96, 1, "10.0"),
    ],
)
def test_halves_go_away_from_zero(value: float, digits: int, written: str) -> None:
    assert write_number(value, digits) == written
    assert write_number(value, digits, ",") == written.replace(".", ",")


@given(FINITE, st.integers(0, 3))
def test_what_is_written_is_the_nearest(value: float, digits: int) -> None:
    written = Decimal(write_number(value, digits))
    assert abs(written - Decimal(repr(value))) * 2 <= Decimal(1).scaleb(-digits)
    assert written.as_tuple().exponent == -digits


@given(FINITE, st.integers(0, 3))
def test_what_was_rounded_stays(value: float, digits: int) -> None:
    written = write_number(value, digits)
    assert write_number(float(written), digits) == written


@given(st.floats(1, 10), st.sampled_from([0.25, 0.5]))
def test_marks_are_written_exactly(value: float, step: float) -> None:
    mark = round_to_step(value, step)
    assert abs(mark - value) <= step / 2
    assert float(write_mark(mark)) == mark
    assert len(write_mark(mark).split(".")[1]) == (1 if mark * 2 % 1 == 0 else 2)


def test_shares_and_places_in_a_video() -> None:
    assert [write_share(share) for share in (0.125, 0.554999, 0.555, 1.0)] == ["13%", "55%", "56%", "100%"]
    assert [write_clock(second) for second in (0, 5.04, 65.25, 59.96)] == ["0:00.0", "0:05.0", "1:05.3", "1:00.0"]


def test_the_pages_compare_with_the_same_table() -> None:
    kept = ROOT / "services" / "gateway" / "web" / "src" / "words" / "rounding.json"
    assert kept.read_text("utf-8") == document() + "\n", "run `make api`"
