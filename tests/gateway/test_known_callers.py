"""What the gateway remembers of callers, and when it forgets."""

import time
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import SecretStr

from danceai.common.contracts.sign_in import ResolvedKey
from danceai.common.identity import Actor, Role
from danceai.gateway import known_callers
from danceai.gateway.known_callers import KnownCallers


def _owner(user: UUID, studio: UUID) -> ResolvedKey:
    return ResolvedKey(actor=Actor(user_id=user, studio_id=studio, role=Role.KEY), token=SecretStr("signed"))


def test_a_change_of_the_user_or_the_studio_is_forgotten() -> None:
    known, studio, first, second, stranger = KnownCallers(), uuid4(), uuid4(), uuid4(), uuid4()
    for name, user, whose in (("a", first, studio), ("b", second, studio), ("c", stranger, uuid4())):
        known.keep(name, _owner(user, whose), known.turn)
    known.forget(first)
    assert [known.find(name) is not None for name in "abc"] == [False, True, True]
    known.forget(studio)
    assert [known.find(name) is not None for name in "abc"] == [False, False, True]


def test_nobody_is_known_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    known, now = KnownCallers(), [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    known.keep("a", _owner(uuid4(), uuid4()), known.turn)
    now[0] += known_callers.SECONDS - 0.1
    assert known.find("a") is not None
    now[0] += 0.2
    assert known.find("a") is None


def test_an_answer_older_than_a_change_is_not_kept() -> None:
    known, user = KnownCallers(), uuid4()
    asked = known.turn
    known.forget(user)
    known.keep("a", _owner(user, uuid4()), asked)
    assert known.find("a") is None


def test_memory_is_bounded_and_holds_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_callers, "MOST", 3)
    known: Any = KnownCallers()
    for name in ("secret-1", "secret-2", "secret-3", "secret-4"):
        known.keep(name, _owner(uuid4(), uuid4()), known.turn)
    assert known.find("secret-1") is None
    assert known.find("secret-4") is not None
    assert "secret" not in repr(vars(known))
