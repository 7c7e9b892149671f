"""Trainer and couple talk: asked, answered, told inside the app and by mail, with a frame beside it."""

import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from danceai.auth.seeding import known_id
from danceai.local.client import Client
from danceai.local.layout import DEMO_STUDIO
from tests.support.language_model import LanguageModel, Said
from tests.support.platform import ClientOf, RunningPlatform
from tests.support.two_studios import World, refusal, signed_in

Body = dict[str, Any]
FRAME = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.fixture
def couple(world: World) -> str:
    """A couple of its own, so that nobody else's talk is counted."""
    body = {"lead": f"Lead {world.fresh()}", "follow": "Follow"}
    return str(world.admin.call("POST", "/v1/couples", body)["id"])


@pytest.fixture
def pair(world: World, running: RunningPlatform, couple: str) -> tuple[Client, Client, str, str]:
    """(trainer, dancer, their addresses) of the couple."""
    trainer, trainer_mail = world.member("trainer", "tina")
    dancer, dancer_mail = world.member("dancer", "dan")
    world.admin.call("PUT", f"/v1/couples/{couple}/trainers/{trainer}", {"assigned": True})
    world.admin.call("PUT", f"/v1/couples/{couple}/dancers/{dancer}", {"part": "lead"})
    return signed_in(running, trainer_mail), signed_in(running, dancer_mail), trainer_mail, dancer_mail


def _soon(ask: Callable[[], Any]) -> Any:
    """What something comes to within seconds."""
    deadline = time.monotonic() + 15
    while not (found := ask()):
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.1)
    return found


def _told(client: Client) -> list[Body]:
    return list(client.call("GET", "/v1/notifications")["notifications"])


def _attach(client: Client, couple: str, data: bytes = FRAME) -> str:
    body = {"couple_id": couple, "media_type": "image/png", "size_bytes": len(data)}
    ticket = client.call("POST", "/v1/conversations/attachments", body)
    assert httpx.put(ticket["url"], content=data).status_code == 200
    return str(ticket["attachment_id"])


def test_asked_answered_and_told(running: RunningPlatform, couple: str, pair: tuple[Client, Client, str, str]) -> None:
    trainer, dancer, trainer_mail, dancer_mail = pair
    asked = {"kind": "question", "couple_id": couple, "text": "Is my frame too low?", "attachments": []}
    asked["attachments"] = [_attach(dancer, couple)]
    thread = dancer.call("POST", "/v1/conversations", asked)
    assert (thread["unread"], thread["answered"], thread["posts"]) == (0, False, 1)
    told = _soon(lambda: _told(trainer))[0]
    assert (told["kind"], told["thread_id"], told["author"]) == ("question_asked", thread["id"], "dan")
    assert f"/questions/{thread['id']}" in str(running.mailbox.wait_for(trainer_mail, "dan"))
    mine = trainer.call("GET", f"/v1/conversations?couple_id={couple}")
    assert (mine["unread"], mine["threads"][0]["unread"], mine["threads"][0]["begins"]) == (1, 1, asked["text"])
    (post,) = trainer.call("GET", f"/v1/conversations/{thread['id']}/posts")["posts"]
    assert httpx.get(post["attachments"][0]["url"]).content == FRAME
    trainer.call("POST", f"/v1/conversations/{thread['id']}/read", {})
    assert trainer.call("GET", f"/v1/conversations?couple_id={couple}")["unread"] == 0
    trainer.call("POST", f"/v1/conversations/{thread['id']}/posts", {"text": "Lift both elbows."})
    told = _soon(lambda: _told(dancer))[0]
    assert (told["kind"], told["author"]) == ("question_answered", "tina")
    assert running.mailbox.wait_for(dancer_mail, "answered")
    (answered,) = dancer.call("GET", "/v1/conversations?answered=true")["threads"]
    assert (answered["id"], answered["unread"], answered["posts"]) == (thread["id"], 1, 2)


def test_feedback_is_what_trainers_write(couple: str, pair: tuple[Client, Client, str, str]) -> None:
    trainer, dancer, _, _ = pair
    said = {"kind": "feedback", "couple_id": couple, "text": "Well done."}
    assert refusal(dancer, "POST", "/v1/conversations", said).code == "feedback_by_dancer"
    assert refusal(dancer, "POST", "/v1/conversations", {"kind": "question", "text": "Who?"}).code == "about_nothing"
    trainer.call("POST", "/v1/conversations", said)
    assert _soon(lambda: _told(dancer))[0]["kind"] == "feedback_given"


def test_about_a_moment(world: World, trainer: Client) -> None:
    about = {"kind": "feedback", "analysis_id": world.sample["id"], "second": 2.5, "text": "Here you hurry."}
    thread = trainer.call("POST", "/v1/conversations", about)
    assert (thread["couple_id"], thread["second"]) == (str(known_id(DEMO_STUDIO, "couple")), 2.5)
    assert thread["dance"] == world.sample["dance"]
    found = trainer.call("GET", f"/v1/conversations?analysis_id={world.sample['id']}")["threads"]
    assert thread["id"] in [one["id"] for one in found]


def test_attachments_are_whole_and_ones_own(couple: str, pair: tuple[Client, Client, str, str]) -> None:
    trainer, dancer, _, _ = pair
    body = {"couple_id": couple, "media_type": "image/png", "size_bytes": 10}
    announced = dancer.call("POST", "/v1/conversations/attachments", body)

    def ask(client: Client, attachment: str) -> str:
        said = {"kind": "question", "couple_id": couple, "text": "See?", "attachments": [attachment]}
        return refusal(client, "POST", "/v1/conversations", said).code

    assert ask(dancer, announced["attachment_id"]) == "attachment_missing", "its bytes never came"
    assert httpx.put(announced["url"], content=bytes(11)).status_code == 403, "more than was announced"
    sent = _attach(dancer, couple)
    assert ask(trainer, sent) == "not_found", "somebody else's"
    assert ask(dancer, str(uuid4())) == "not_found"
    said = {"kind": "question", "couple_id": couple, "text": "See?", "attachments": [sent]}
    dancer.call("POST", "/v1/conversations", said)
    assert ask(dancer, sent) == "attachment_missing", "one post has it"
    assert UUID(sent)


@pytest.fixture
def model(running: RunningPlatform) -> Iterator[LanguageModel]:
    """The platform's, which says nothing of use again afterwards."""
    yield running.language_model
    running.language_model.say(Said("Nothing."))


def _answered(client: Client, thread: str) -> Body:
    """The last post, once nobody writes any more."""
    _soon(lambda: not client.call("GET", f"/v1/conversations/{thread}")["answering"])
    return dict(client.call("GET", f"/v1/conversations/{thread}/posts")["posts"][-1])


def test_the_ai_answers_in_the_same_thread(
    world: World, trainer: Client, client_of: ClientOf, model: LanguageModel
) -> None:
    dancer, sample = client_of("dancer"), world.sample["id"]
    couple = trainer.call("GET", f"/v1/couples/{world.sample['couple_id']}")
    told = len(_told(trainer))
    advice = "Stand tall, and take 77.7 deep breaths."
    model.say(Said(advice))
    text = f"What should {couple['lead']} do here?"
    asked = {"kind": "question", "analysis_id": sample, "second": 1.5, "text": text, "to": "ai"}
    thread = dancer.call("POST", "/v1/conversations", asked)
    assert (thread["answering"], thread["answered"], thread["posts"], thread["unread"]) == (True, True, 2, 0)
    answer = _answered(dancer, thread["id"])
    assert (answer["by_ai"], answer["state"], answer["text"]) == (
        True,
        "done",
        "Stand tall, and take 77.7 deep breaths.",
    )
    assert answer["unfounded"] and answer["cost"] == 900 * 3 + 250 * 15, "checked and paid as in a chat"
    (turn,) = model.asked[0]["messages"]
    said = turn["content"][-1]["text"]
    assert said == "[dancer, at 0:01.5 of the video] What should the lead do here?"
    assert couple["lead"] not in str(model.asked) and answer["author"] not in str(model.asked)
    assert trainer.call("GET", f"/v1/conversations/{thread['id']}/posts")["posts"][-1] == answer, "trainers read it too"
    assert len(_told(trainer)) == told, "nobody else was asked"

    model.say(Said(status=401))
    dancer.call("POST", f"/v1/conversations/{thread['id']}/posts", {"text": "And then?", "to": "ai"})
    failed = _answered(dancer, thread["id"])
    assert (failed["state"], failed["code"], failed["cost"]) == ("failed", "key_refused", 0)
    assert not dancer.call("GET", f"/v1/conversations/{thread['id']}")["answered"]
    waits = _soon(lambda: _told(trainer)[: len(_told(trainer)) - told])
    assert (waits[0]["kind"], waits[0]["thread_id"]) == ("question_asked", thread["id"]), "the trainer is asked instead"


def test_the_ai_is_asked_about_recordings_one_question_at_a_time(
    couple: str, pair: tuple[Client, Client, str, str], client_of: ClientOf, world: World, model: LanguageModel
) -> None:
    _, dancer, _, _ = pair
    said = {"kind": "question", "couple_id": couple, "text": "Why?", "to": "ai"}
    assert refusal(dancer, "POST", "/v1/conversations", said).code == "ai_without_recording"
    model.say(Said("Because you hurry, and because you look down.", pause=0.15))
    trainer = client_of("trainer")
    asked = said | {"couple_id": None, "analysis_id": world.sample["id"]}
    thread = trainer.call("POST", "/v1/conversations", asked | {"kind": "feedback"})
    assert thread["kind"] == "question", "what the AI is asked is a question, whoever asks"
    again = {"text": "And?", "to": "ai"}
    assert refusal(trainer, "POST", f"/v1/conversations/{thread['id']}/posts", again).code == "still_writing"
    assert _answered(trainer, thread["id"])["state"] == "done"
    stranger = client_of("trainer", other=True)
    assert refusal(stranger, "POST", "/v1/conversations", asked).status == 404
