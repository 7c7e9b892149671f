"""Contracts: every message has its place on the bus, and every queue its policy."""

import importlib
import inspect
import pkgutil
from typing import Any, TypeVar

import pytest

from danceai.common import contracts
from danceai.common.contracts import sign_in
from danceai.common.contracts.base import Addressed, Event, Job, Reply, Request
from danceai.common.frame.discovery import jobs_of, load_service, service_names
from danceai.common.frame.service import message_of

MODULES = [
    importlib.import_module(f"{contracts.__name__}.{found.name}") for found in pkgutil.iter_modules(contracts.__path__)
]

BEFORE_SIGN_IN = {
    sign_in.SignIn,
    sign_in.GiveCode,
    sign_in.ResolveWebSession,
    sign_in.ResolveApiKey,
    sign_in.SignOut,
    sign_in.RequestPasswordReset,
    sign_in.SetPassword,
    sign_in.ListProviders,
    sign_in.BeginSocial,
    sign_in.FinishSocial,
}


Kind = TypeVar("Kind", bound=Addressed)


def all_messages(kind: type[Kind]) -> list[type[Kind]]:
    """Every contract of a kind, by subject."""
    found = {c for module in MODULES for _, c in inspect.getmembers(module, inspect.isclass) if issubclass(c, kind)}
    return sorted((c for c in found if c.subject), key=lambda c: c.subject)


def test_subjects_are_unique() -> None:
    subjects = [c.subject for c in all_messages(Addressed)]
    assert len(subjects) == len(set(subjects))
    assert len(subjects) > 40


@pytest.mark.parametrize("request_type", all_messages(Request), ids=lambda c: c.__name__)
def test_every_request_says_what_answers_it_and_what_it_needs(request_type: type[Request[Any]]) -> None:
    assert issubclass(request_type.reply_type(), Reply)
    before_sign_in = request_type in BEFORE_SIGN_IN
    assert (request_type.needs is None) == before_sign_in


def test_every_message_is_somebodys() -> None:
    """No contract is left that no service answers, works off or hears."""
    services = [load_service(name) for name in service_names()]
    answered = {message_of(handler) for service in services for handler in service.requests}
    assert answered == set(all_messages(Request))
    assert set(jobs_of(services)) == set(all_messages(Job))
    assert {event for service in services for event in service.heard} == set(all_messages(Event))


def test_every_job_has_a_queue_of_its_own_and_a_limit() -> None:
    jobs = all_messages(Job)
    assert len({job.queue() for job in jobs}) == len(jobs)
    assert all(0 < job.limit <= 3600 and job.attempts >= 1 for job in jobs)


def test_a_secret_is_readable_on_the_wire_only() -> None:
    body = sign_in.SignIn(email="a@b.c", password="hush")
    assert "hush" in body.model_dump_json()
    assert "hush" not in repr(body)
