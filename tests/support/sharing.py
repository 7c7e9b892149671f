"""How tests are shared out among processes: a platform for the pages, one for all else that needs it, the rest beside.

A platform costs half a minute and two cores; while its tests wait for it, another process computes or looks at pages.
Whatever belongs to no group goes to whichever process is free, so that all end at about the same time.
"""

import pytest

GROUPS = {"running": "platform", "triton": "triton"}
"""Fixtures that are expensive to have twice, and the group of tests that share one; the first counts"""
PAGES = "tests/web/"
"""Tests of these share a platform of their own: they are a third of what needs one, and wait for the browser most"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together what shares an expensive fixture."""
    for item in items:
        asked = getattr(item, "fixturenames", ())
        group = next((group for fixture, group in GROUPS.items() if fixture in asked), None)
        if group == "platform" and item.nodeid.startswith(PAGES):
            group = "pages"
        if group is not None:
            item.add_marker(pytest.mark.xdist_group(group))
