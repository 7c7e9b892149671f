"""The best path earns what no other path surpasses: against all paths of small problems."""

import asyncio
import itertools
import time
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danceai.common.offload import in_thread
from danceai.pose.body.best_path import find_best_path, find_best_through

Problem = tuple[list[np.ndarray], list[np.ndarray]]


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Up to five steps of up to four states each; some changes cannot be."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=5))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    passing = [rng.normal(size=pair) for pair in itertools.pairwise(sizes)]
    for earned in passing:
        earned[rng.random(earned.shape) < 0.2] = -np.inf
        earned[0, 0] = 0.0
    return [rng.normal(size=size) for size in sizes], passing


def _earned(problem: Problem, path: tuple[int, ...]) -> float:
    gains, passing = problem
    return float(
        sum(own[state] for own, state in zip(gains, path, strict=True))
        + sum(earned[pair] for earned, pair in zip(passing, itertools.pairwise(path), strict=True))
    )


@given(problems())
@settings(max_examples=60, deadline=None)
def test_no_path_earns_more(problem: Problem) -> None:
    every = {path: _earned(problem, path) for path in itertools.product(*(range(len(own)) for own in problem[0]))}
    path = tuple(find_best_path(problem[0], iter(problem[1])).tolist())
    assert every[path] == max(every.values())
    for step, totals in enumerate(find_best_through(*problem)):
        for state, total in enumerate(totals):
            np.testing.assert_allclose(total, max(earned for way, earned in every.items() if way[step] == state))


def test_steps_may_be_left_out() -> None:
    """Two sightings that exclude the long one between them are worth more together."""
    gains = [np.array([0.0]), np.array([2.0]), np.array([3.0]), np.array([2.0]), np.array([0.0])]
    apart = -np.inf
    passing = [[0.0], [0.0, apart], [0.0, 0.0, apart], [0.0, 0.0, 0.0, 0.0]]
    path = find_best_path(gains, [np.array(column)[:, None] for column in passing])
    assert path.tolist() == [0, 0, -1, 0, 0]


def test_of_equal_paths_the_first_is_taken() -> None:
    assert find_best_path(np.zeros((3, 2)), np.zeros((2, 2, 2))).tolist() == [0, 0, 0]
    assert find_best_path(np.zeros((1, 3)), []).tolist() == [0]


async def test_the_search_ends_when_nobody_waits_for_it() -> None:
    steps = 1000
    made: list[int] = []

    def passing() -> Iterator[np.ndarray]:
        for step in range(1, steps):
            made.append(step)
            time.sleep(0.002)
            yield np.zeros((2, 2))

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await in_thread(find_best_path, np.zeros((steps, 2)), passing())
    before = len(made)
    await asyncio.sleep(0.05)
    assert 0 < before == len(made) < steps - 1
