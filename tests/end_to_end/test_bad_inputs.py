"""Bad recordings end in a failed state with a sentence a trainer understands; nothing hangs, nothing crashes."""

import re
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from danceai.local.client import Client, Refused
from tests.support.places import SAMPLE
from tests.support.platform import upload_and_start


def _video(path: Path, size: tuple[int, int], frames: int, *, sound: bool = False, picture: bool = True) -> Path:
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=30) if picture else None
        if video:
            video.width, video.height, video.pix_fmt = *size, "yuv420p"
            video.options = {"preset": "ultrafast"}
        audio = container.add_stream("aac", rate=44100, layout="mono") if sound else None
        plain = np.full((size[1], size[0], 3), 140, np.uint8)
        if video:
            for i in range(frames):
                plain[: size[1] // 2, i % size[0]] = 60
                container.mux(video.encode(av.VideoFrame.from_ndarray(plain, format="bgr24")))
            container.mux(video.encode(None))
        if audio:
            for i in range(80):
                block = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
                block.sample_rate, block.pts = 44100, i * 1024
                container.mux(audio.encode(block))
            container.mux(audio.encode(None))
    return path


def _text(path: Path) -> Path:
    path.write_text("This is a shopping list, not a video.\n" * 200)
    return path


def _truncated(path: Path) -> Path:
    path.write_bytes(SAMPLE.read_bytes()[: SAMPLE.stat().st_size // 3])
    return path


BAD_FILES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "text renamed to mp4": (_text, "not a video we can read"),
    "truncated": (_truncated, "(breaks off|not a video we can read|damaged)"),
    "audio only": (lambda p: _video(p, (320, 240), 0, sound=True, picture=False), "no picture in this file"),
    "one frame": (lambda p: _video(p, (640, 480), 1), "only 1 frame"),
    "16 x 16 pixels": (lambda p: _video(p, (16, 16), 60), "dancers cannot be seen"),
    "8K": (lambda p: _video(p, (7680, 4320), 2), "the most we take is 4K"),
    "nobody there": (lambda p: _video(p, (640, 480), 90), "could not see any dancers"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_fails_with_a_sentence(name: str, trainer: Client, tmp_path: Path) -> None:
    make, sentence = BAD_FILES[name]
    analysis = trainer.finished(upload_and_start(trainer, make(tmp_path / "recording.mp4"))["id"])
    assert analysis["state"] == "failed"
    assert re.search(sentence, analysis["error_message"]), analysis["error_message"]
    assert "Traceback" not in analysis["error_message"]
    failed = [stage for stage in analysis["stages"] if stage["state"] == "failed"]
    assert [stage["error_message"] for stage in failed] == [analysis["error_message"]]


def test_an_empty_file_is_refused_before_a_byte_is_sent(trainer: Client, tmp_path: Path) -> None:
    empty = tmp_path / "empty.mp4"
    empty.touch()
    with pytest.raises(Refused, match="empty \\(0 bytes\\)"):
        upload_and_start(trainer, empty)


@pytest.mark.parametrize("name", ["../../etc/passwd.mp4", "a\x00b.mp4", "waltz\n.mp4", "c:\\waltz.mp4"])
def test_a_hostile_file_name_is_refused(name: str, trainer: Client) -> None:
    with pytest.raises(Refused, match="Rename the file"):
        upload_and_start(trainer, SAMPLE, name=name)


def test_half_a_letter_in_a_file_name_is_refused_with_a_sentence(trainer: Client) -> None:
    session = trainer.open_session(trainer.first_couple(), "waltz")
    told = f'{{"session_id": "{session["id"]}", "camera": "A", "file_name": "a\\ud800.mp4", "size_bytes": 9}}'
    answer = trainer.http.post("/v1/videos", content=told, headers={"Content-Type": "application/json"})
    assert (answer.status_code, "Rename the file" in answer.json()["title"]) == (422, True), answer.text


def test_file_names_of_every_system_are_kept(trainer: Client) -> None:
    names = [
        "Screen Recording 2026-11-20 at 9.41.05\u202fPM.mov",
        "ワルツ\u3000練習\u00a0。.mp4",
        "👩\u200d❤\ufe0f\u200d👨 می\u200cرقصیم \u200f.mp4",
        "..waltz...final..mp4",
        "ы" * 300 + ".mp4",
    ]
    for name in names:
        session = trainer.open_session(trainer.first_couple(), "waltz")
        body = {"session_id": session["id"], "camera": "A", "file_name": name, "size_bytes": 9}
        trainer.call("POST", "/v1/videos", body)
        [video] = trainer.call("GET", f"/v1/sessions/{session['id']}")["videos"]
        assert video["file_name"] == (name if len(name) < 100 else "ы" * 125 + ".mp4")


def test_a_dance_we_do_not_know_is_refused(trainer: Client) -> None:
    with pytest.raises(Refused, match="five Standard dances"):
        upload_and_start(trainer, SAMPLE, dance="polka")


def test_a_file_larger_than_four_gigabytes_is_refused(trainer: Client) -> None:
    session = trainer.open_session(trainer.first_couple(), "waltz")
    body = {"session_id": session["id"], "camera": "A", "file_name": "long.mp4", "size_bytes": 5 * 1024**3}
    with pytest.raises(Refused, match="larger than 4 GB"):
        trainer.call("POST", "/v1/videos", body)


def test_a_rejected_video_may_be_replaced(trainer: Client, tmp_path: Path, beginning: Path) -> None:
    session = trainer.open_session(trainer.first_couple(), "waltz")
    trainer.upload(session["id"], "A", _text(tmp_path / "recording.mp4"))
    assert trainer.finished(trainer.start(session["id"])["id"])["state"] == "failed"
    trainer.upload(session["id"], "A", beginning)
    assert trainer.finished(trainer.start(session["id"])["id"])["state"] == "done"
