"""Voice notes in words: written down by Whisper, once, beside their sound; what cannot be stays sound."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import httpx

from danceai.auth.seeding import known_id
from danceai.coaching.conversations.tables import AttachmentRow
from danceai.coaching.conversations.voice_notes import on_note_unheard, on_note_written
from danceai.common.contracts.voice_notes import NoteUnheard, NoteWritten
from danceai.local.client import Client
from danceai.local.layout import DEMO_STUDIO
from tests.support.beside import process_of, working_in
from tests.support.platform import ClientOf, RunningPlatform
from tests.support.two_studios import refusal

Body = dict[str, Any]
COUPLE = str(known_id(DEMO_STUDIO, "couple"))
CLIP, SAID, SECONDS = "librispeech_198-209-0000.ogg", "white gown", 14.0
PATIENCE = 60.0


def _attach(client: Client, data: bytes) -> str:
    body = {"couple_id": COUPLE, "media_type": "audio/ogg", "size_bytes": len(data)}
    ticket = client.call("POST", "/v1/conversations/attachments", body)
    assert httpx.put(ticket["url"], content=data).status_code == 200
    return str(ticket["attachment_id"])


def _tell(client: Client, *notes: bytes) -> Body:
    said = {"kind": "feedback", "couple_id": COUPLE, "attachments": [_attach(client, note) for note in notes]}
    return client.call("POST", "/v1/conversations", said)


def _notes(client: Client, thread: Body) -> list[Body]:
    (post,) = client.call("GET", f"/v1/conversations/{thread['id']}/posts")["posts"]
    return list(post["attachments"])


def _in_the_end(client: Client, thread: Body) -> list[Body]:
    """The notes of a post when none waits any more."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = _notes(client, thread)
        if all(note["written_down"] != "waiting" for note in found):
            return found
        time.sleep(0.3)
    raise AssertionError("it was never written down")


def _soon(ask: Callable[[], Any]) -> Any:
    deadline = time.monotonic() + PATIENCE
    while not (found := ask()):
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.2)
    return found


def test_a_voice_is_written_down_once_though_its_listener_is_killed(
    shared: Path, running: RunningPlatform, client_of: ClientOf
) -> None:
    trainer, admin = client_of("trainer"), client_of("studio.admin")
    clip = (shared / "speech" / CLIP).read_bytes()

    def heard() -> list[Body]:
        calls = admin.call("GET", "/v1/spend/calls?limit=500")["calls"]
        return [call for call in calls if call["feature"] == "note"]

    before = {call["id"] for call in heard()}
    thread = _tell(trainer, clip, b"no sound at all" * 50)
    assert [note["written_down"] for note in _notes(trainer, thread)] == ["waiting", "waiting"]
    assert thread["begins"] == "", "nothing was typed"
    running.kill("transcription")
    spoken, broken = _in_the_end(trainer, thread)
    assert (spoken["written_down"], spoken["language"]) == ("written", "en") and SAID in spoken["text"].lower()
    assert (broken["written_down"], broken["text"]) == ("unheard", "")
    assert httpx.get(spoken["url"]).content == clip, "its sound is kept"
    begins = trainer.call("GET", f"/v1/conversations/{thread['id']}")["begins"]
    assert begins and spoken["text"].startswith(begins), "a list shows how it begins"
    told = _soon(lambda: [call for call in heard() if call["id"] not in before])
    assert len(told) == 1 and abs(told[0]["seconds"] - SECONDS) < 0.5
    assert (told[0]["model"], told[0]["cost"], told[0]["state"]) == ("whisper-base", 0, "settled")
    csv = admin.http.get("/v1/spend/calls.csv").text.splitlines()
    assert "seconds" in csv[0].split(",") and any(",note,whisper-base," in line for line in csv)


async def test_words_that_come_late_are_kept_and_those_that_come_twice_change_nothing(running: RunningPlatform) -> None:
    note, couple = uuid4(), uuid4()
    async with process_of(running.layout, "coaching") as process:
        async with working_in(process) as work:
            facts = {"couple_id": couple, "author_id": uuid4(), "media_type": "audio/ogg", "size_bytes": 9}
            work.db.add(AttachmentRow(studio_id=work.studio_id, id=note, written_down="waiting", **facts))
        states = []
        for handle, event in (
            (on_note_unheard, NoteUnheard(note_id=note, code="stood_still")),
            (on_note_written, NoteWritten(note_id=note, text="Heel first.", language="en")),
            (on_note_written, NoteWritten(note_id=note, text="Eel first.", language="nl")),
            (on_note_unheard, NoteUnheard(note_id=note, code="stood_still")),
            (on_note_unheard, NoteUnheard(note_id=uuid4(), code="of a note that is gone")),
        ):
            async with working_in(process) as work:
                await cast("Any", handle)(event, work)
            async with working_in(process) as work:
                row = await work.find(AttachmentRow, note)
                states.append((row.written_down, row.words, row.language))
    written = ("written", "Heel first.", "en")
    assert states == [("unheard", "", None), written, written, written, written]


def test_a_post_says_something(trainer: Client) -> None:
    nothing = {"kind": "feedback", "couple_id": COUPLE, "text": "  "}
    assert refusal(trainer, "POST", "/v1/conversations", nothing).status == 422
