"""The same as tests/chaos/test_outages.py, with servers that stay away for half a minute and longer."""

from functools import partial

import pytest

from tests.chaos.outages import SERVERS, count_lost, survive
from tests.support.figures import FigureBook
from tests.support.platform import ClientOf, RunningPlatform


@pytest.mark.parametrize("seconds", [30, 150])
@pytest.mark.parametrize("name", SERVERS)
def test_nothing_is_lost(
    name: str, seconds: int, running: RunningPlatform, client_of: ClientOf, figure: FigureBook
) -> None:
    lost = count_lost(running, survive(running, client_of, [partial(running.away, name, float(seconds))]))
    figure(f"chaos.lost.{name}_{seconds}_s", lost, "of 3", "<= 0")
