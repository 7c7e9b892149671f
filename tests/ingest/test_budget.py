"""What one file may cost: processor time and bytes, which the hostile films do not run out of in a test's time."""

import time

import pytest

from danceai.ingest import limits
from danceai.ingest.reading.budget import Budget, Unsuitable


def test_processor_time_is_measured_against_the_seconds_of_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    used = 0.0
    monkeypatch.setattr(time, "process_time", lambda: used)
    budget = Budget()
    used = limits.CPU_AT_FIRST + 1
    with pytest.raises(Unsuitable, match="first 0 seconds"):
        budget.work()
    budget.reach(10.0)
    budget.work()
    used = limits.CPU_AT_FIRST + 10 * limits.CPU_PER_SECOND + 1
    with pytest.raises(Unsuitable, match="first 10 seconds"):
        budget.work()


def test_bytes_are_counted() -> None:
    budget = Budget()
    budget.write(limits.LARGEST_RENDITION)
    with pytest.raises(Unsuitable, match="more than we can keep"):
        budget.write(1)


def test_a_camera_of_240_pictures_a_second_is_taken() -> None:
    budget = Budget()
    for number in range(240 * 20):
        budget.see(1920, 1080)
        budget.reach(number / 240)
        budget.show(1 if number % 4 == 0 else 0)
