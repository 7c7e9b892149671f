"""The same as tests/chaos/test_outages.py, with servers that stay away for half a minute and longer."""

from functools import partial

import pytest

from tests.chaos.outages import SERVERS, count_lost, survive
from tests.support.figures import FigureBook
from tests.support.platform import ClientOf, RunningPlatform


@pytest.mark.parametrize("seconds", [30, 150])
def test_nothing_is_lost(seconds: int, running: RunningPlatform, client_of: ClientOf, figure: FigureBook) -> None:
    strikes = [partial(running.away, name, float(seconds)) for name in SERVERS]
    ended = survive(running, client_of, strikes)
    figure(f"chaos.lost.{seconds}_s", count_lost(running, ended), f"of {len(ended)}", "<= 0")
