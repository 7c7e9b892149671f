"""PostgreSQL, NATS and the object store go away in the middle of three analyses: all are done, once, by themselves."""

from functools import partial

from tests.chaos.outages import SERVERS, count_lost, survive
from tests.support.figures import FigureBook
from tests.support.platform import ClientOf, RunningPlatform

BLINK, SILENCE = 0.5, 5.0
"""Seconds; longer ones stand among the benchmarks"""


def test_nothing_is_lost(running: RunningPlatform, client_of: ClientOf, figure: FigureBook) -> None:
    strikes = [partial(running.away, name, BLINK) for name in SERVERS]
    strikes += [partial(running.hung, name, SILENCE) for name in SERVERS]
    ended = survive(running, client_of, strikes)
    lost = count_lost(running, ended)
    figure("chaos.lost", lost, f"of {len(ended)}", "<= 0")
    assert lost == 0, [(one["state"], one["error_message"], one["stages"]) for one in ended]
