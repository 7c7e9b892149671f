"""The same as tests/chaos/test_outages.py, with servers that stay away for minutes."""

from functools import partial

import pytest

from tests.chaos.outages import SERVERS, count_lost, survive
from tests.support.figures import FigureBook
from tests.support.platform import ClientOf, RunningPlatform

SECONDS = 150.0


@pytest.mark.parametrize("name", SERVERS)
def test_nothing_is_lost(name: str, running: RunningPlatform, client_of: ClientOf, figure: FigureBook) -> None:
    lost = count_lost(running, survive(running, client_of, [partial(running.away, name, SECONDS)]))
    figure(f"chaos.lost.{name}_150_s", lost, "of 3", "<= 0")
    assert lost == 0
