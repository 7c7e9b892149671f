"""Fixtures of all tests; each module of `support` says what it holds."""

pytest_plugins = [
    f"tests.support.{name}" for name in ("places", "figures", "sharing", "platform", "doubtful", "coded", "everybody")
]
