"""Uploads hold exactly what was announced, can be resumed until they are whole, and leave nothing behind."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import httpx
import pytest

from danceai.auth.seeding import known_id
from danceai.common.errors import Conflict, NotFound
from danceai.common.frame.uploads import PART
from danceai.common.storage.objects import ArrivedPart
from danceai.local.client import Client
from danceai.local.layout import DEMO_STUDIO
from tests.support.beside import process_of
from tests.support.figures import FigureBook
from tests.support.places import SAMPLE
from tests.support.platform import RunningPlatform
from tests.support.store import collected, everything_stored, sql
from tests.support.two_studios import refusal

VIDEOS = f"{known_id(DEMO_STUDIO)}/videos/"
Ticket = dict[str, Any]


def _start(client: Client, session: str, size: int, seconds: float = 0) -> Ticket:
    body = {"session_id": session, "camera": "A", "file_name": "a.mp4", "size_bytes": size, "seconds": seconds}
    return client.call("POST", "/v1/videos", body)


def _session(client: Client) -> str:
    return str(client.open_session(client.first_couple(), "waltz")["id"])


def _put(part: dict[str, Any], data: Any, **options: Any) -> int:
    return httpx.put(part["url"], content=data, trust_env=False, timeout=60, **options).status_code


def _send(part: dict[str, Any], data: bytes) -> dict[str, Any]:
    answer = httpx.put(part["url"], content=data[part["offset"] :][: part["size"]], trust_env=False)
    assert answer.status_code == 200, answer.text
    return {"number": part["number"], "etag": answer.headers["etag"].strip('"')}


def _pieces(count: int) -> Iterator[bytes]:
    yield from (b"x" * 65536 for _ in range(count))


def _stored_of(running: RunningPlatform, videos: set[str]) -> dict[str, int]:
    """Bytes by object of these videos: others' are in work beside them."""
    found = everything_stored(running.layout, VIDEOS).items()
    return {key: size for key, size in found if key.removeprefix(VIDEOS).split("/")[0] in videos}


async def _forget_about(running: RunningPlatform, video: str) -> None:
    """A day passes."""
    await sql(
        running.layout,
        "update ingest.objects set due_at = now() where owner_id = $1 and due_at is not null",
        UUID(video),
    )


async def test_more_bytes_than_announced_are_refused_by_the_store_and_nothing_is_left(
    trainer: Client, running: RunningPlatform, figure: FigureBook
) -> None:
    session, refused, mine = _session(trainer), 0, set()
    for _ in range(10):
        ticket = _start(trainer, session, 100)
        [part] = ticket["parts"]
        mine.add(ticket["video_id"])
        for data in (b"x" * 101, b"x" * 99, b"x" * (8 << 20), _pieces(2)):
            refused += _put(part, data) == 403
        smuggled = {"x-amz-decoded-content-length": "100", "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER"}
        refused += _put(part, _pieces(2), headers=smuggled) == 403
        assert _put(part, b"x" * 100) == 200
    assert refused == 50
    assert sum(_stored_of(running, mine).values()) <= 10 * 100, "no more than was announced"
    [video] = await sql(running.layout, "select id from ingest.videos where session_id = $1", UUID(session))
    await _forget_about(running, str(video["id"]))
    assert await collected(running.layout, "ingest") >= 10
    left = _stored_of(running, mine)
    assert left == {}
    assert _put(part, b"x" * 100) == 404, "its upload has ended"
    figure("ingest.left_behind", len(left), "objects", "= 0")


def _in_parts(count: int) -> bytes:
    """The sample film with something behind it, which is ignored, so that it takes several parts."""
    film = SAMPLE.read_bytes()
    return film + b"\0" * ((count - 1) * PART + 1 - len(film) % PART)


def _refused_parts(client: Client, ticket: Ticket, sent: list[dict[str, Any]]) -> tuple[list[int], str]:
    """The parts that a completion is refused for, and the sentence."""
    answer = client.http.post(f"/v1/videos/{ticket['video_id']}/complete", json={"parts": sent})
    told = answer.json()
    assert (answer.status_code, told.get("code")) == (409, "parts_missing"), answer.text
    return told["parts"], told["title"]


async def test_parts_that_are_missing_empty_or_altered_are_named_and_can_be_sent_again(
    trainer: Client, running: RunningPlatform
) -> None:
    data = _in_parts(3)
    ticket = _start(trainer, _session(trainer), len(data))
    original = f"{VIDEOS}{ticket['video_id']}/original"
    first, second, third = ticket["parts"]
    sent = [_send(first, data)]
    parts, sentence = _refused_parts(trainer, ticket, sent)
    assert (parts, "Parts 2, 3 of 3 are missing or damaged" in sentence) == ([2, 3], True), sentence
    assert _put(second, b"") == 403, "an empty part is none"
    never_sent = [*sent, {"number": 2, "etag": "d41d8cd98f00b204e9800998ecf8427e"}, {"number": 9, "etag": "x"}]
    assert _refused_parts(trainer, ticket, never_sent)[0] == [2, 3]
    sent.append(_send(third, data))
    parts, sentence = _refused_parts(trainer, ticket, sent)
    assert (parts, "Part 2 of 3 is missing or damaged" in sentence) == ([2], True), sentence
    assert original not in everything_stored(running.layout, original), "nothing is put together before all is there"
    again = trainer.call("POST", f"/v1/videos/{ticket['video_id']}/resume")
    sent.append(_send(again["parts"][1], data))
    altered = [{"number": 1, "etag": "0" * 32}, *sent[1:]]
    assert _refused_parts(trainer, ticket, altered)[0] == [1], "it arrived otherwise"
    assert _put(again["parts"][2], data[third["offset"] :][: third["size"] - 1] + b"!") == 200
    assert _send(again["parts"][2], data) == sent[1], "sent anew otherwise, and then as it was"
    complete = f"/v1/videos/{ticket['video_id']}/complete"
    assert trainer.call("POST", complete, {"parts": sent})["state"] == "checking"
    assert trainer.call("POST", complete, {"parts": sent})["state"] in ("checking", "ready"), "asking twice is harmless"
    assert _put(second, data[second["offset"] :][: second["size"]]) == 404, "nothing can be added any more"
    [size] = everything_stored(running.layout, original).values()
    assert size == len(data)


async def test_parts_that_change_under_a_completion_are_the_senders_to_send_again(
    trainer: Client, running: RunningPlatform
) -> None:
    """What the store says of parts that are not as they were listed is no outage, and the upload stays open."""
    data = _in_parts(2)
    ticket = _start(trainer, _session(trainer), len(data))
    sent = [_send(part, data) for part in ticket["parts"]]
    key = f"{VIDEOS}{ticket['video_id']}/original"
    async with process_of(running.layout, "ingest") as process:
        [noted] = await sql(running.layout, "select upload_id from ingest.objects where key = $1", key)
        upload_id = noted["upload_id"]
        one, two = await process.storage.parts(key, upload_id)
        otherwise = ArrivedPart(2, "0" * 32, two.size)
        for parts in ([one, otherwise], [one, two, ArrivedPart(3, "0" * 32, 1)]):
            with pytest.raises((Conflict, NotFound)):
                await process.storage.complete_multipart(key, upload_id, parts)
            assert key not in everything_stored(running.layout, key)
        with pytest.raises(NotFound):
            await process.storage.complete_multipart(key, "no-such-upload", [one, two])
    complete = f"/v1/videos/{ticket['video_id']}/complete"
    assert trainer.call("POST", complete, {"parts": sent})["state"] == "checking", "what has failed can be taken up"
    [size] = everything_stored(running.layout, key).values()
    assert size == len(data)


async def test_an_upload_that_was_collected_can_be_resumed_from_its_beginning(
    trainer: Client, running: RunningPlatform
) -> None:
    data = SAMPLE.read_bytes()
    ticket = _start(trainer, _session(trainer), len(data))
    _send(ticket["parts"][0], data)
    await _forget_about(running, ticket["video_id"])
    assert await collected(running.layout, "ingest") >= 1
    assert _put(ticket["parts"][0], data) == 404
    complete = f"/v1/videos/{ticket['video_id']}/complete"
    etag = {"number": 1, "etag": "0" * 32}
    assert refusal(trainer, "POST", complete, {"parts": [etag]}).code == "parts_missing"
    again = trainer.call("POST", f"/v1/videos/{ticket['video_id']}/resume")
    assert trainer.call("POST", complete, {"parts": [_send(again["parts"][0], data)]})["state"] == "checking"


async def test_a_completion_that_was_killed_half_way_is_taken_up(trainer: Client, running: RunningPlatform) -> None:
    """The parts have become one object, but the row does not say so."""
    data = SAMPLE.read_bytes()
    ticket = _start(trainer, _session(trainer), len(data))
    sent = [_send(ticket["parts"][0], data)]
    key = f"{VIDEOS}{ticket['video_id']}/original"
    async with process_of(running.layout, "ingest") as process:
        [noted] = await sql(running.layout, "select upload_id from ingest.objects where key = $1", key)
        parts = await process.storage.parts(key, noted["upload_id"])
        await process.storage.complete_multipart(key, noted["upload_id"], parts)
    complete = f"/v1/videos/{ticket['video_id']}/complete"
    assert trainer.call("POST", complete, {"parts": sent})["state"] == "checking"
    [line] = await sql(running.layout, "select due_at, upload_id from ingest.objects where key = $1", key)
    assert (line["due_at"], line["upload_id"]) == (None, None), "a row wants it"


async def test_one_camera_started_by_many_at_once_has_one_video(trainer: Client, running: RunningPlatform) -> None:
    session, used = _session(trainer), trainer.call("GET", "/v1/usage")["uploads"]
    body = {"session_id": session, "camera": "A", "file_name": "a.mp4", "size_bytes": 1000}
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda _: trainer.http.post("/v1/videos", json=body).status_code, range(8)))
    assert set(statuses) == {201}, "each replaces the one before"
    [video] = await sql(running.layout, "select id from ingest.videos where session_id = $1", UUID(session))
    assert trainer.call("GET", "/v1/usage")["uploads"] == used + 1
    await collected(running.layout, "ingest")
    wanted = f"{VIDEOS}{video['id']}/original"
    lines = await sql(
        running.layout,
        "select key from ingest.objects o where kind = 'original' and due_at <= now() and not exists "
        "(select 1 from ingest.videos v where v.id = o.owner_id)",
    )
    assert lines == []
    assert [key.split("?")[0] for key in everything_stored(running.layout, wanted)] == [wanted]


def _arrived(ticket: Ticket) -> dict[int, str | None]:
    return {part["number"]: part["etag"] for part in ticket["parts"]}


def test_a_resumed_upload_is_told_what_has_arrived(trainer: Client, figure: FigureBook) -> None:
    """Who has lost everything but the file sends only what is missing, and completes with what the store has told."""
    data = _in_parts(4)
    ticket = _start(trainer, _session(trainer), len(data))
    assert set(_arrived(ticket).values()) == {None}
    for part in ticket["parts"][1:3]:
        _send(part, data)
    again = trainer.call("POST", f"/v1/videos/{ticket['video_id']}/resume")
    missing = [part for part in again["parts"] if part["etag"] is None]
    assert [part["number"] for part in missing] == [1, 4]
    sent = [part for part in again["parts"] if part["etag"]] + [_send(part, data) for part in missing]
    told = [{"number": part["number"], "etag": part["etag"]} for part in sent]
    assert trainer.call("POST", f"/v1/videos/{ticket['video_id']}/complete", {"parts": told})["state"] == "checking"
    figure("ingest.sent_again", 0, "bytes of whole parts", "= 0")


def test_a_cancelled_upload_counts_no_more_and_takes_nothing(trainer: Client, running: RunningPlatform) -> None:
    data = _in_parts(2)
    before = trainer.call("GET", "/v1/usage")
    session = _session(trainer)
    ticket = _start(trainer, session, len(data), seconds=60)
    _send(ticket["parts"][0], data)
    during = trainer.call("GET", "/v1/usage")
    assert (during["uploads"], during["uploads_on_the_way"]) == (
        before["uploads"] + 1,
        before["uploads_on_the_way"] + 1,
    )
    path = f"/v1/videos/{ticket['video_id']}"
    for _ in range(2):
        trainer.call("POST", f"{path}/cancel")
    assert trainer.call("GET", "/v1/usage") == before
    assert trainer.call("GET", path)["error_code"] == "upload_cancelled"
    assert "cancelled" in str(refusal(trainer, "POST", f"{path}/resume"))
    assert _start(trainer, session, len(data))["video_id"] != ticket["video_id"], "another can take its place"


async def test_an_upload_somebody_goes_on_with_is_not_abandoned(trainer: Client, running: RunningPlatform) -> None:
    ticket = _start(trainer, _session(trainer), 100)
    old = "update ingest.usage set at = now() - interval '25 hours' where video_id = $1 returning at"
    await sql(running.layout, old, UUID(ticket["video_id"]))
    trainer.call("POST", f"/v1/videos/{ticket['video_id']}/resume")
    [used] = await sql(
        running.layout,
        "select now() - at < interval '1 minute' as fresh from ingest.usage where video_id = $1",
        UUID(ticket["video_id"]),
    )
    assert used["fresh"]


def test_a_crop_can_be_chosen_before_the_video_is_here(trainer: Client) -> None:
    """It is checked once, cropped; what reaches outside is bound to the picture."""
    data = SAMPLE.read_bytes()
    session = _session(trainer)
    ticket = _start(trainer, session, len(data))
    path = f"/v1/videos/{ticket['video_id']}"
    crop = {"x": 200, "y": 40, "width": 900, "height": 5000}
    assert trainer.call("PUT", f"{path}/crop", {"crop": crop})["state"] == "uploading"
    trainer.call("POST", f"{path}/complete", {"parts": [_send(ticket["parts"][0], data)]})
    [*_, last] = trainer.follow_session(session)
    assert last == {"videos": [{"camera": "A", "state": "ready", "percent": 100.0}]}
    facts = trainer.call("GET", path)["film"]["facts"]
    assert (facts["width"], facts["height"], facts["original_height"]) == (900, 680, 720)


def test_what_was_typed_at_first_can_be_corrected(trainer: Client) -> None:
    session = _session(trainer)
    told = {"dance": "tango", "language": "de", "notes": "Second round"}
    changed = trainer.call("PATCH", f"/v1/sessions/{session}", told)
    assert {name: changed[name] for name in told} == told
    assert trainer.call("PATCH", f"/v1/sessions/{session}", {"dance": "waltz"})["notes"] == "Second round"


def test_longer_than_can_be_analysed_is_refused_before_it_is_sent(trainer: Client) -> None:
    body = {"session_id": _session(trainer), "camera": "A", "file_name": "a.mp4", "size_bytes": 9, "seconds": 901}
    assert refusal(trainer, "POST", "/v1/videos", body).code == "file_too_long"
