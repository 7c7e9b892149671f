"""What each process may do on the bus, made from the tables of contents: for the server, and for those who are sent to.

The server keeps whoever lacks a right from sending and from listening; the document of trust lets every receiver check
the same again. Nothing here is written by hand, so nobody can forget it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from danceai.common.contracts.base import Request
from danceai.common.frame.discovery import load_service, service_names
from danceai.common.frame.service import Service
from danceai.common.messaging.bus import inbox
from danceai.common.messaging.credentials import PublicKeys
from danceai.common.messaging.live import LIVE
from danceai.common.messaging.streams import CALLERS_CHANGED, DEAD_SUBJECT, EVENTS
from danceai.common.messaging.trust import Sender, Trust

GATEWAY = "gateway"
PROVISIONING = "provisioning"
"""Who makes streams and consumers; nobody else may"""
ANSWER_SECONDS = 120
"""In which a service may answer what it was asked"""
API = "$JS.API"


@dataclass(frozen=True)
class Rights:
    """Of one process, or of all of one kind; subjects may hold NATS's wildcards."""

    sends: tuple[str, ...] = ()
    """Messages that are sealed"""
    publishes: tuple[str, ...] = ()
    """What else it may publish: words to the server, progress"""
    subscribes: tuple[str, ...] = ()
    answers: bool = False
    speaks_for_people: bool = False


def rights_of(service: Service) -> Rights:
    """Of a service: it answers its requests, works off its jobs, hears its events, and sends what it says it sends."""
    sent = [request.subject for request in service.asks] + [message.subjects() for message in service.posted]
    publishes = ["live.>", f"{DEAD_SUBJECT}.jobs.{service.name}.>", f"{DEAD_SUBJECT}.events.>"]
    if service.changes_callers:
        publishes.append(CALLERS_CHANGED)
    for handler in service.jobs:
        publishes += _works_off(handler.job.queue())
    if service.events:
        publishes += [f"{API}.CONSUMER.MSG.NEXT.{EVENTS}.{service.name}", f"$JS.ACK.{EVENTS}.{service.name}.>"]
    hears = [handler.job.subjects() for handler in service.jobs]
    return Rights(
        sends=tuple(sorted(sent)), publishes=tuple(publishes), subscribes=(f"{service.name}.*", *hears), answers=True
    )


def _works_off(stream: str) -> list[str]:
    """Of a queue of its own: a consumer for each studio that has something there, and a look at what waits."""
    return [
        f"{API}.STREAM.INFO.{stream}",
        f"{API}.STREAM.MSG.GET.{stream}",
        f"{API}.CONSUMER.DURABLE.CREATE.{stream}.*",
        f"{API}.CONSUMER.MSG.NEXT.{stream}.*",
        f"$JS.ACK.{stream}.>",
    ]


def rights_of_gateway(asks: Iterable[type[Request[Any]]]) -> Rights:
    """Of whoever brings people's calls: it asks what its routes ask, and follows live views."""
    follow = [f"{API}.STREAM.INFO.{LIVE}", f"{API}.CONSUMER.CREATE.{LIVE}", f"$JS.ACK.{LIVE}.>", "$JS.FC.>"]
    follow += [f"{API}.CONSUMER.{verb}.{LIVE}.>" for verb in ("CREATE", "DELETE", "INFO")]
    return Rights(
        sends=tuple(sorted(request.subject for request in asks)),
        publishes=tuple(follow),
        subscribes=(CALLERS_CHANGED,),
        speaks_for_people=True,
    )


def rights_of_provisioning() -> Rights:
    """Of the step before all others: streams and consumers, nothing that lies in them."""
    verbs = ["INFO", "STREAM.*", "STREAM.*.*", "CONSUMER.LIST.*", "CONSUMER.NAMES.*"]
    verbs += [f"CONSUMER.{verb}.>" for verb in ("CREATE", "DURABLE.CREATE", "INFO", "DELETE")]
    return Rights(publishes=tuple(f"{API}.{verb}" for verb in verbs))


def rights_of_all(asks: Iterable[type[Request[Any]]]) -> dict[str, Rights]:
    """Of every process of what is installed, by name. asks: what the gateway asks."""
    rights = {name: rights_of(load_service(name)) for name in service_names()}
    return rights | {GATEWAY: rights_of_gateway(asks), PROVISIONING: rights_of_provisioning()}


def trust_of(rights: Mapping[str, Rights], keys: Mapping[str, PublicKeys]) -> Trust:
    """The document every process reads."""
    return Trust(
        senders={
            name: Sender(keys=keys[name], sends=given.sends, speaks_for_people=given.speaks_for_people)
            for name, given in rights.items()
        }
    )


def authorization(rights: Mapping[str, Rights], keys: Mapping[str, PublicKeys]) -> dict[str, Any]:
    """The `authorization` block of the server's configuration; JSON is a form of it."""
    return {"users": [_user(name, given, keys[name].connection) for name, given in rights.items()]}


def _user(name: str, rights: Rights, connection_key: str) -> dict[str, Any]:
    permissions: dict[str, Any] = {
        "publish": {"allow": [*rights.sends, *rights.publishes]},
        "subscribe": {"allow": [f"{inbox(name)}.>", *rights.subscribes]},
    }
    if rights.answers:
        permissions["allow_responses"] = {"max": 1, "expires": f"{ANSWER_SECONDS}s"}
    return {"nkey": connection_key, "permissions": permissions}
