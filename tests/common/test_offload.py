"""Work in a child process: results, refusals, crashes and progress come back as they should."""

import os
from collections.abc import Callable

import pytest

from danceai.common.errors import JobFailed
from danceai.common.offload import ChildCrashed, in_process


def double(value: int, report: Callable[[float, float], None]) -> int:
    report(1, 2)
    return value * 2


def refuse(report: object) -> None:
    raise JobFailed("No.", code="no")


def crash(report: object) -> None:
    os.kill(os.getpid(), 11)


async def test_a_result_and_progress_come_back() -> None:
    heard: list[tuple[float, float]] = []
    assert await in_process(double, 21, report=lambda done, total: heard.append((done, total))) == 42
    assert heard == [(1, 2)]


async def test_a_refusal_keeps_its_code_and_sentence() -> None:
    with pytest.raises(JobFailed, match="No") as refused:
        await in_process(refuse)
    assert refused.value.reported_code == "no"


async def test_a_crash_takes_only_the_child() -> None:
    with pytest.raises(ChildCrashed, match="broke our video reader"):
        await in_process(crash)
