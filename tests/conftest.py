"""Fixtures of all tests; each module of `support` says what it holds."""

pytest_plugins = ["tests.support.places", "tests.support.figures", "tests.support.platform", "tests.support.everybody"]
