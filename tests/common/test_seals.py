"""What is sealed can be opened; what was touched, kept, or made up cannot."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from pydantic import SecretStr

from danceai.common.contracts.users import ListUsers
from danceai.common.errors import NotAuthentic
from danceai.common.identity import NOBODY, Actor, Role, service_of
from danceai.common.messaging import seals
from danceai.common.messaging.credentials import Credentials
from danceai.common.messaging.envelope import ACTOR, ID, SEAL, SEALED_AT, SENDER, STUDIO, Envelope
from danceai.common.messaging.seals import Opener, seal
from danceai.common.messaging.trust import Sender, Trust, matches
from danceai.common.messaging.vouching import DELEGATION, LIFETIME, vouch

STUDIO_ID, OTHER_STUDIO = uuid4(), uuid4()
SUBJECT, BODY = ListUsers.subject, b"{}"
GATEWAY, AUTH, POSE, STRANGER = (
    Credentials(name, SecretStr(name * 20)) for name in ("gateway", "auth", "pose", "stranger")
)
TRUST = Trust(
    senders={
        "gateway": Sender(keys=GATEWAY.public, sends=("auth.*",), speaks_for_people=True),
        "auth": Sender(keys=AUTH.public, sends=("jobs.auth.send_mail", "events.>")),
        "pose": Sender(keys=POSE.public, sends=(SUBJECT, "jobs.pose.plan_run")),
    }
)
TRAINER = Actor(user_id=uuid4(), studio_id=STUDIO_ID, role=Role.TRAINER, couples=frozenset({uuid4()}))
Headers = dict[str, str]


def _vouched(actor: Actor, by: Credentials = AUTH, ago: timedelta = timedelta()) -> Actor:
    token = vouch(actor, by.vouching_key, datetime.now(UTC) - ago)
    return actor.model_copy(update={"token": token})


def _headers(actor: Actor) -> Headers:
    return Envelope.of(ListUsers(), actor).headers()


def _sent(actor: Actor, by: Credentials = GATEWAY, subject: str = SUBJECT) -> Headers:
    return seal(by, subject, _headers(actor), BODY)


def test_a_call_of_somebody_is_theirs() -> None:
    envelope = Opener(TRUST).open_request(SUBJECT, _sent(_vouched(TRAINER)), BODY)
    assert envelope.actor.model_dump() == TRAINER.model_dump()
    assert envelope.actor.token is not None
    assert envelope.type == "ListUsers"


def test_what_a_service_asks_is_asked_as_a_service_within_the_same_reach() -> None:
    actor = Opener(TRUST).open_request(SUBJECT, _sent(_vouched(TRAINER), POSE), BODY).actor
    assert (actor.role, actor.couples, actor.user_id) == (Role.SERVICE, TRAINER.couples, TRAINER.user_id)


def test_without_a_wish_a_service_is_itself_and_a_caller_is_nobody() -> None:
    own = service_of(STUDIO_ID)
    assert Opener(TRUST).open_request(SUBJECT, _sent(own, POSE), BODY).actor == own
    assert Opener(TRUST).open_request(SUBJECT, _sent(NOBODY), BODY).actor == NOBODY
    with pytest.raises(NotAuthentic):
        Opener(TRUST).open_request(SUBJECT, _sent(own), BODY)


def test_orders_are_opened_days_later() -> None:
    asked_then = _vouched(TRAINER, ago=LIFETIME + timedelta(hours=30))
    job = "jobs.pose.plan_run"
    opened = Opener(TRUST).open_order(job, _sent(asked_then, POSE, job), BODY)
    assert opened.actor.user_id == TRAINER.user_id
    again = Opener(TRUST).open_request(SUBJECT, _sent(asked_then, POSE), BODY)
    assert again.actor.role is Role.SERVICE, "a service goes on asking for whom it works"


def test_an_administrator_of_the_platform_orders_in_other_studios() -> None:
    admin = _vouched(Actor(user_id=uuid4(), studio_id=STUDIO_ID, role=Role.PLATFORM_ADMIN))
    elsewhere = admin.model_copy(update={"studio_id": OTHER_STUDIO})
    job = "jobs.auth.send_mail"
    assert Opener(TRUST).open_order(job, _sent(elsewhere, AUTH, job), BODY).actor.studio_id == OTHER_STUDIO
    with pytest.raises(NotAuthentic):
        Opener(TRUST).open_request(SUBJECT, _sent(elsewhere), BODY)


def _changed(name: str, value: str) -> Callable[[], Headers]:
    return lambda: _sent(_vouched(TRAINER)) | {name: value}


def _wider(**changes: object) -> Callable[[], Headers]:
    """Somebody who says more of themselves than they are, signed with a key that is not auth's."""
    return lambda: _sent(_vouched(TRAINER.model_copy(update=changes), GATEWAY))


def _unsealed() -> Headers:
    return _headers(_vouched(TRAINER))


def _with_token(change: Callable[[str], str]) -> Headers:
    actor = _vouched(TRAINER)
    return _sent(actor.model_copy(update={"token": change(str(actor.token))}))


def _swap_algorithm(token: str) -> str:
    """alg none: the oldest trick."""
    _, claims, _ = token.split(".")
    return f"eyJhbGciOiJub25lIn0.{claims}."


FORGED: dict[str, Callable[[], Headers]] = {
    "no seal": _unsealed,
    "no headers": dict,
    "a seal of somebody unknown": lambda: _sent(_vouched(TRAINER), STRANGER),
    "somebody else's name": _changed(SENDER, "pose"),
    "another studio": _changed(STUDIO, str(OTHER_STUDIO)),
    "another time": _changed(SEALED_AT, f"{time.time() + 5:.3f}"),
    "another id": _changed(ID, str(uuid4())),
    "another seal": _changed(SEAL, "AAAA"),
    "a seal that is no text of ours": _changed(SEAL, "%"),
    "another actor": lambda: _sent(_vouched(TRAINER)) | {ACTOR: str(_vouched(TRAINER).token)},
    "an expired actor": lambda: _sent(_vouched(TRAINER, ago=LIFETIME + timedelta(seconds=1))),
    "a delegation older than all": lambda: _sent(_vouched(TRAINER, ago=DELEGATION + timedelta(seconds=1)), POSE),
    "a role of one's own making": _wider(role=Role.PLATFORM_ADMIN),
    "more couples": _wider(couples=None),
    "a studio in the header that is not the token's": lambda: _sent(
        _vouched(TRAINER).model_copy(update={"studio_id": OTHER_STUDIO})
    ),
    "the same from a service": lambda: _sent(_vouched(TRAINER).model_copy(update={"studio_id": OTHER_STUDIO}), POSE),
    "a token without a signature": lambda: _with_token(_swap_algorithm),
    "half a token": lambda: _with_token(lambda token: token[:-20]),
    "no token at all": lambda: _with_token(lambda _: "x"),
    "a subject that is not its sender's": lambda: _sent(_vouched(TRAINER), AUTH),
}


@pytest.mark.parametrize("how", FORGED)
def test_what_is_forged_is_refused(how: str) -> None:
    headers = FORGED[how]()
    with pytest.raises(NotAuthentic):
        Opener(TRUST).open_request(SUBJECT, headers, BODY)
    if how != "an expired actor":
        with pytest.raises(NotAuthentic):
            Opener(TRUST).open_order(SUBJECT, headers, BODY)


def test_another_body_or_subject_is_refused() -> None:
    headers = _sent(_vouched(TRAINER))
    with pytest.raises(NotAuthentic):
        Opener(TRUST).open_request(SUBJECT, headers, b'{"limit": 1}')
    with pytest.raises(NotAuthentic):
        Opener(TRUST).open_request("auth.edit_user", headers, BODY)


def test_a_request_counts_once_and_for_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    opener, headers, now = Opener(TRUST), _sent(_vouched(TRAINER)), time.time()
    opener.open_request(SUBJECT, headers, BODY)
    with pytest.raises(NotAuthentic, match="before"):
        opener.open_request(SUBJECT, headers, BODY)
    monkeypatch.setattr(time, "time", lambda: now + seals.FRESH + 1)
    with pytest.raises(NotAuthentic, match="long ago"):
        Opener(TRUST).open_request(SUBJECT, headers, BODY)


def test_keys_are_made_of_name_and_secret() -> None:
    again, other = Credentials("pose", SecretStr("pose" * 20)), Credentials("posing", SecretStr("pose" * 20))
    assert again.public == POSE.public
    keys = {*POSE.public.model_dump().values(), *other.public.model_dump().values()}
    assert len(keys) == 6, "each for its purpose alone"
    with pytest.raises(ValueError, match="at least 32"):
        Credentials("pose", SecretStr("short"))


def test_the_actor_is_read_as_it_was_signed() -> None:
    key = Actor(user_id=UUID(int=7), studio_id=STUDIO_ID, role=Role.KEY, couples=frozenset())
    assert Opener(TRUST).open_request(SUBJECT, _sent(_vouched(key)), BODY).actor.couples == frozenset()
    assert "token" not in _vouched(key).model_dump(), "it goes nowhere but into headers"


@pytest.mark.parametrize(
    ("pattern", "subject", "within"),
    [
        ("a.b", "a.b", True),
        ("a.b", "a.b.c", False),
        ("a.*", "a.b", True),
        ("a.*", "a", False),
        ("a.*", "a.b.c", False),
        ("a.>", "a.b.c", True),
        ("a.>", "a", False),
        (">", "a.b", True),
        ("*.b", "a.b", True),
        ("*.b", "a.c", False),
    ],
)
def test_patterns_are_read_as_the_server_reads_them(pattern: str, subject: str, *, within: bool) -> None:
    assert matches(pattern, subject) is within
