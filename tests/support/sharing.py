"""How tests are shared out among processes: one platform for all that need it, mathematics beside it.

A platform costs half a minute and two cores; while its tests wait for it, another process computes.
"""

import pytest

GROUPS = {"running": "platform", "triton": "triton"}
"""Fixtures that are expensive to have twice, and the group of tests that share one; the first counts"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together what shares an expensive fixture."""
    for item in items:
        asked = getattr(item, "fixturenames", ())
        group = next((group for fixture, group in GROUPS.items() if fixture in asked), None)
        if group is not None:
            item.add_marker(pytest.mark.xdist_group(group))
