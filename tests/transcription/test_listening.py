"""From an uploaded lesson to its text: live, cancelled, killed in the middle, each segment once."""

import itertools
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from danceai.common.contracts.transcripts import TranscriptSegment
from danceai.local.client import Client
from tests.support.platform import ClientOf, RunningPlatform
from tests.support.store import everything_stored, sql
from tests.support.two_studios import refusal

RATE = 16_000
CLIPS = {"flite_en.wav": "left foot", "librispeech_198-209-0000.ogg": "white gown", "whisper_jfk.flac": "ask not what"}
"""What is said in each, once"""
STOPPED = ("done", "failed", "cancelled")


def _samples(file: Path) -> Any:
    with av.open(str(file)) as source:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        blocks = [piece for frame in source.decode(audio=0) for piece in resampler.resample(frame)]
    return np.concatenate([block.to_ndarray()[0] for block in blocks])


def _write(file: Path, samples: Any) -> Path:
    with av.open(str(file), "w") as target:
        track: Any = target.add_stream("pcm_s16le", rate=RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples[None]), "s16", "mono")
        frame.sample_rate = RATE
        target.mux(track.encode(frame))
        target.mux(track.encode(None))
    return file


@pytest.fixture(scope="module")
def lesson(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three people one after the other, with pauses, in a container of films."""
    pause = np.zeros(RATE, np.int16)
    spoken = [piece for name in CLIPS for piece in (_samples(shared / "speech" / name), pause)]
    return _write(tmp_path_factory.mktemp("lesson") / "lesson.mkv", np.concatenate(spoken))


@pytest.fixture(scope="module")
def long_lesson(lesson: Path) -> Path:
    """Three times as long."""
    return _write(lesson.with_name("long.wav"), np.tile(_samples(lesson), 3))


def _ended(client: Client, transcription: str) -> dict[str, Any]:
    told = list(client.follow_transcription(transcription))
    assert told[-1]["state"] in STOPPED
    return client.call("GET", f"/v1/transcriptions/{transcription}")


def _segments(client: Client, transcription: str) -> list[TranscriptSegment]:
    found = client.call("GET", f"/v1/transcriptions/{transcription}/segments")["segments"]
    return [TranscriptSegment.model_validate(one) for one in found]


def _faults(segments: list[TranscriptSegment]) -> list[str]:
    """What is said more than once or not at all, and what is out of turn."""
    text = " ".join(segment.text for segment in segments).lower()
    counts = {said: text.count(said) for said in CLIPS.values()}
    faults = [f"{said}: {count} times in {text}" for said, count in counts.items() if count != 1]
    return faults + [f"{a} before {b}" for a, b in itertools.pairwise(segments) if a.end > b.start + 0.05]


def test_a_killed_service_goes_on_and_keeps_each_segment_once(
    lesson: Path, running: RunningPlatform, client_of: ClientOf
) -> None:
    client = client_of("trainer")
    begun = client.transcribe(lesson)
    killed, texts, percents = False, 0, []
    for live in client.follow_transcription(begun["id"]):
        texts = max(texts, live["count"])
        percents.append(live["percent"])
        if live["count"] and not killed:
            assert live["segments"][0]["text"]
            running.kill("transcription")
            killed = True
    ended = _ended(client, begun["id"])
    assert killed and ended["state"] == "done" and ended["language"] == "en"
    assert ended["language_probability"] > 0.9 and abs(ended["seconds"] - 34.6) < 1
    assert _faults(_segments(client, begun["id"])) == []
    assert percents == sorted(percents) and percents[-1] == 100
    picture = refusal(client, "GET", f"/v1/transcriptions/{begun['id']}/files/picture")
    assert picture.code == "no_such_file", "sound alone"
    told = "select count(*) as times from coaching.calls where feature = 'lesson' and abs(seconds - $1) < 0.001"
    (row,) = _soon(running, told, ended["seconds"])
    assert row["times"] == 1, "what was heard stands in the studio's account, once"
    with av.open(BytesIO(client.store.get(ended["sound_url"]).content), "r") as played:
        assert abs(float(played.duration or 0) / 1e6 - ended["seconds"]) < 1


def test_music_alone_gives_no_text_and_can_be_deleted(shared: Path, trainer: Client, running: RunningPlatform) -> None:
    begun = trainer.transcribe(shared / "music" / "tango.flac")
    ended = _ended(trainer, begun["id"])
    assert (ended["state"], ended["segments"], ended["language"]) == ("done", 0, None)
    trainer.call("DELETE", f"/v1/transcriptions/{begun['id']}")
    assert refusal(trainer, "GET", f"/v1/transcriptions/{begun['id']}").status == 404
    assert begun["id"] not in {one["id"] for one in trainer.call("GET", "/v1/transcriptions")["transcriptions"]}


def test_what_holds_no_sound_fails_with_a_sentence(tmp_path: Path, trainer: Client) -> None:
    file = tmp_path / "lesson.mp4"
    file.write_bytes(b"this is a letter, not a lesson" * 100)
    ended = _ended(trainer, trainer.transcribe(file)["id"])
    assert (ended["state"], ended["error_code"]) == ("failed", "file_unreadable")


def _soon(running: RunningPlatform, query: str, *values: Any) -> list[Any]:
    """The answer of a query that counts, as soon as that is something."""
    for _ in range(50):
        rows: list[Any] = running.call(sql(running.layout, query, *values))
        if rows[0]["times"]:
            return rows
        time.sleep(0.2)
    raise AssertionError(f"never: {query}")


def _until(client: Client, transcription: str, state: str) -> Iterator[dict[str, Any]]:
    for _ in range(100):
        found = client.call("GET", f"/v1/transcriptions/{transcription}")
        if found["state"] == state:
            yield found
            return
        time.sleep(0.2)
    raise AssertionError(f"never {state}")


def test_a_cancelled_lesson_keeps_what_was_heard_and_no_more(long_lesson: Path, trainer: Client) -> None:
    begun = trainer.transcribe(long_lesson)
    for live in trainer.follow_transcription(begun["id"]):
        if live["count"] and live["state"] == "running":
            trainer.call("POST", f"/v1/transcriptions/{begun['id']}/cancel")
            break
    found = next(_until(trainer, begun["id"], "cancelled"))
    time.sleep(2)
    again = trainer.call("GET", f"/v1/transcriptions/{begun['id']}")
    assert again["state"] == "cancelled" and 0 < again["segments"] == found["segments"] < 20


def test_an_upload_is_resumed_and_leaves_nothing_when_cancelled(
    lesson: Path, trainer: Client, running: RunningPlatform
) -> None:
    asked = {"file_name": "lesson.mkv", "size_bytes": 7 * 1024 * 1024}
    ticket = trainer.call("POST", "/v1/transcriptions", asked)
    first = ticket["parts"][0]
    etag = trainer.store.put(first["url"], content=b"x" * first["size"]).headers["etag"].strip('"')
    about = f"/v1/transcriptions/{ticket['transcription_id']}"
    resumed = trainer.call("POST", f"{about}/resume")
    assert [part["etag"] is not None for part in resumed["parts"]] == [True, False]
    sent = [{"number": 1, "etag": etag}]
    assert refusal(trainer, "POST", f"{about}/complete", {"parts": sent}).code == "parts_missing"
    trainer.call("POST", f"{about}/cancel")
    assert trainer.call("GET", about)["state"] == "cancelled"
    assert refusal(trainer, "POST", f"{about}/resume").status == 409
    stored = everything_stored(running.layout, "")
    assert not [key for key in stored if ticket["transcription_id"] in key and "?" not in key]
