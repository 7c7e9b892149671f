"""How long work tells how far it is."""

from collections.abc import Callable

Report = Callable[[float, float], None]
"""report(done, total)"""
