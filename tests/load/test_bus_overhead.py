"""What it costs that nobody is believed on the bus: sealing and opening one request, beside doing neither."""

import time
from uuid import uuid4

from pydantic import SecretStr

from danceai.common.contracts.users import ListUsers
from danceai.common.identity import Actor, Role
from danceai.common.messaging.credentials import Credentials
from danceai.common.messaging.envelope import Envelope
from danceai.common.messaging.seals import Opener, seal
from danceai.common.messaging.trust import Sender, Trust
from danceai.common.messaging.vouching import vouch
from tests.support.figures import FigureBook

TURNS = 2000
AUTH, GATEWAY = (Credentials(name, SecretStr(name * 20)) for name in ("auth", "gateway"))
TRUST = Trust(
    senders={
        "auth": Sender(keys=AUTH.public, sends=()),
        "gateway": Sender(keys=GATEWAY.public, sends=("auth.*",), speaks_for_people=True),
    }
)


def _milliseconds(*, sealed: bool) -> float:
    """Median of one request's envelope, written and read."""
    actor = Actor(user_id=uuid4(), studio_id=uuid4(), role=Role.TRAINER, couples=frozenset({uuid4()}))
    actor = actor.model_copy(update={"token": vouch(actor, AUTH.vouching_key)})
    opener, body, taken = Opener(TRUST), b"{}", []
    for _ in range(TURNS):
        began = time.perf_counter()
        headers = Envelope.of(ListUsers(), actor).headers()
        if sealed:
            opener.open_request(ListUsers.subject, seal(GATEWAY, ListUsers.subject, headers, body), body)
        else:
            Envelope.read(headers, actor)
        taken.append(time.perf_counter() - began)
    return sorted(taken)[TURNS // 2] * 1000


def test_a_request_is_sealed_and_opened_in_no_time(figure: FigureBook) -> None:
    bare, sealed = _milliseconds(sealed=False), _milliseconds(sealed=True)
    figure("security.bus_overhead_ms", sealed - bare, "ms", "< 1")
