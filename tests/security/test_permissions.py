"""Every route and every request of the bus, asked for by everybody: exactly what the table says, and nothing else."""

import json
from typing import Any, Literal

import pytest

from danceai.common.contracts.base import Request
from danceai.common.errors import ProductError
from danceai.common.identity import Permission, Reach
from danceai.gateway.app import create_app
from danceai.gateway.settings import GatewaySettings
from tests.common.test_contracts import all_messages
from tests.support.examples import Example, Tie, all_examples
from tests.support.figures import FigureBook
from tests.support.platform import RunningPlatform
from tests.support.two_studios import Caller, World, fresh_client

EXAMPLES = all_examples()
REQUESTS = {contract.subject: contract for contract in all_messages(Request)}
DOCUMENT = create_app(GatewaySettings()).openapi()
ROUTES = [
    (method.upper(), path, operation["x-asks"], operation)
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
]
WITHOUT_SESSION = {
    "/v1/account/sign-in",
    "/v1/account/session",
    "/v1/account/password/forgotten",
    "/v1/account/password/set",
    "/v1/account/social",
    "/v1/account/social/{provider}",
    "/v1/account/social/{provider}/callback",
}
"""All that nobody in particular may call"""
Outcome = Literal["in", "refused", "absent", "unknown"]
"""Let through (whatever comes of it), refused as a member (403), not there for them (404), not signed in (401)"""


def test_every_request_has_an_example() -> None:
    assert set(EXAMPLES) == set(REQUESTS.values())


def test_every_route_says_what_it_asks() -> None:
    assert {subject for _, _, subject, _ in ROUTES} <= set(REQUESTS)
    assert len(ROUTES) > 60


def reaches(caller: Caller, needs: Permission, tie: Tie) -> bool:
    """Whether the table gives the caller a thing of the demo studio: said once more, not as the queries say it."""
    if tie in ("nobody", "caller"):
        return True
    if not caller.own_studio:
        return False
    reach = caller.actor.reach(needs)
    return caller.reaches if tie == "couple" and reach is Reach.COUPLES else reach in (Reach.STUDIO, Reach.PLATFORM)


def expected(caller: Caller, needs: Permission | None, about: Tie) -> Outcome:
    """The two gates: the action, then whose thing it is; things of another studio do not exist."""
    if needs is None:
        return "in"
    if needs not in caller.actor.permissions:
        return "refused"
    if reaches(caller, needs, about):
        return "in"
    return "refused" if caller.own_studio else "absent"


def _outcome(status: int, code: str, about: Tie) -> Outcome:
    if status == 403 and code in ("forbidden", "second_factor_needed"):
        return "refused"
    if status == 401 and code == "not_signed_in":
        return "unknown"
    # Only who reaches a recording is told that it has no sound or film.
    if status == 404 and code != "no_such_file" and about in ("couple", "studio"):
        return "absent"
    return "in"


def _over_the_bus(world: World, caller: Caller, contract: type[Request[Any]], example: Example) -> tuple[Outcome, str]:
    """(outcome, the reply as text)."""
    try:
        reply = world.running.call(world.bus.request(example.build(world), world.running.vouched(caller.actor)))
    except ProductError as error:
        if error.reported_status == 500:
            pytest.fail(f"{contract.__name__} as {caller.name}: {error}")
        if contract.needs is None:
            return "in", ""
        return _outcome(error.reported_status, error.reported_code, example.about), ""
    return "in", reply.model_dump_json()


def telling(callers: list[Caller], needs: Permission | None) -> list[Caller]:
    """Those whose calls tell something: all who have the action, and of those who lack it one of each kind.

    The first gate sees nothing of a caller but permissions; nor does anything where anybody may call.
    """
    kinds: dict[Any, Caller] = {}
    for caller in callers:
        stopped = needs is None or needs not in caller.actor.permissions
        kinds.setdefault((caller.actor.permissions, bool(caller.key)) if stopped else caller.name, caller)
    return list(kinds.values())


Wrong = list[tuple[Any, ...]]
"""What differs from the table: what was called, by whom, what was expected and what came"""


def _walk_the_bus(world: World) -> tuple[int, Wrong]:
    """Every request, sent by all whose calls tell something, and what lists show to each; (cells, wrong ones)."""
    wrong: Wrong = []
    cells = 0
    for contract in REQUESTS.values():
        example = EXAMPLES[contract]
        for caller in telling(world.callers, contract.needs):
            want = expected(caller, contract.needs, example.about)
            got, reply = _over_the_bus(world, caller, contract, example)
            cells += 1
            if got != want:
                wrong.append((contract.__name__, caller.name, want, got))
            if got != "in" or contract.needs is None:
                continue
            for thing, tie in example.shows:
                shown, should = str(world.ids[thing]) in reply, reaches(caller, contract.needs, tie)
                cells += 1
                if shown != should:
                    wrong.append((contract.__name__, caller.name, f"{thing} shown: {should}", shown))
    return cells, wrong


def _call(
    world: World, method: str, path: str, operation: dict[str, Any], contract: type[Request[Any]]
) -> tuple[str, str, Any]:
    """The example of a request as a call of this route."""
    given = json.loads(EXAMPLES[contract].build(world).model_dump_json(exclude_none=True))
    named = path
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path":
            name = parameter["name"]
            # Of what the gateway asks beside the contract (which of several files) the first will do.
            value = given.pop(name) if name in given else parameter["schema"]["enum"][0]
            named = named.replace(f"{{{name}}}", str(value))
    taken = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    if "$ref" in taken:
        properties = DOCUMENT["components"]["schemas"][taken["$ref"].rsplit("/", 1)[1]]["properties"]
        return method, named, {name: value for name, value in given.items() if name in properties}
    return method, named, None


def _over_http(client: Any, call: tuple[str, str, Any], about: Tie) -> Outcome:
    method, path, body = call
    with client.http.stream(method, path, json=body, follow_redirects=False) as answer:
        if "event-stream" in answer.headers.get("content-type", ""):
            return "in"
        answer.read()
        assert answer.status_code != 500, (method, path)
        problem = answer.headers.get("content-type", "").startswith("application/problem+json")
        return _outcome(answer.status_code, answer.json()["code"] if problem else "", about)


def _walk_the_routes(world: World, running: RunningPlatform) -> tuple[int, Wrong]:
    """Every route, called by nobody and by all whose calls tell something; (cells, wrong ones)."""
    wrong: Wrong = []
    cells = 0
    with fresh_client(running) as nobody:
        for method, path, subject, operation in ROUTES:
            contract = REQUESTS[subject]
            about = EXAMPLES[contract].about
            got = _over_http(nobody, _call(world, method, path, operation, contract), about)
            # Sending a wrong password, token or code is answered with 401, too: by a code of its own.
            want: Outcome = "in" if path in WITHOUT_SESSION else "unknown"
            cells += 1
            if got != want:
                wrong.append((method, path, "nobody", want, got))
            if contract.needs is None:
                continue  # about sessions themselves: attacked in test_sign_in
            for caller in telling(world.callers, contract.needs):
                want = expected(caller, contract.needs, about)
                if contract.needs is Permission.ACCOUNT and caller.key:
                    want = "unknown"  # a key has no account: such routes know sessions only
                got = _over_http(caller.client, _call(world, method, path, operation, contract), about)
                cells += 1
                if got != want:
                    wrong.append((method, path, caller.name, want, got))
    return cells, wrong


def test_everything_as_everybody(world: World, running: RunningPlatform, figure: FigureBook) -> None:
    (requests, wrong_requests), (routes, wrong_routes) = _walk_the_bus(world), _walk_the_routes(world, running)
    figure("security.cells_checked", requests + routes, "cells")
    figure("security.violations", len(wrong_requests) + len(wrong_routes), "", "= 0")
    assert not wrong_requests + wrong_routes


@pytest.mark.parametrize("other", [False, True])
def test_lists_hold_ones_own_alone(world: World, *, other: bool) -> None:
    """Lists are open to both studios; what is in them is not."""
    admin = next(c for c in world.callers if c.name == f"{'other ' * other}studio_admin").client
    told = json.dumps(
        [
            admin.call("GET", path)
            for path in (
                "/v1/couples",
                "/v1/users",
                "/v1/keys",
                "/v1/logins",
                "/v1/audit",
                "/v1/analyses",
                "/v1/datasets",
                "/v1/transcripts",
            )
        ]
    )
    mine = [str(world.ids[name]) for name in ("couple", "spare", "key", "finished", "dataset", "transcript")]
    assert [identifier in told for identifier in mine] == [not other] * len(mine)


def test_those_without_couples_see_none(world: World) -> None:
    for caller in world.callers:
        if caller.name in ("idle trainer", "idle dancer", "key couples:read Unknown Federation"):
            seen = [couple["id"] for couple in caller.client.call("GET", "/v1/couples")["couples"]]
            assert str(world.ids["couple"]) not in seen
    partner = next(c for c in world.callers if c.name == "key analyses:read Unknown Federation").client
    assert partner.call("GET", "/v1/analyses")["analyses"] == []
