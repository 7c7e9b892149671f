"""The library of transcripts, through the gateway."""

import pytest

from danceai.local.client import Client, Refused
from tests.support.figures import FigureBook
from tests.support.platform import ClientOf

SEGMENTS = [
    {"start": 0.0, "end": 2.5, "text": "Lower through the knee before you drive."},
    {"start": 2.5, "end": 3661.25, "text": "Head left & <keep> the frame."},
]


def test_a_transcript_is_found_by_its_words_and_exported(trainer: Client) -> None:
    saved = trainer.call("POST", "/v1/transcripts", {"name": "Lesson 1", "dances": ["waltz"], "segments": SEGMENTS})
    assert [t["id"] for t in trainer.call("GET", "/v1/transcripts?words=frame")["transcripts"]] == [saved["id"]]
    assert trainer.call("GET", "/v1/transcripts?words=tango")["transcripts"] == []
    srt = trainer.http.get(f"/v1/transcripts/{saved['id']}/srt").text
    assert "2\n00:00:02,500 --> 01:01:01,250\nHead left & <keep> the frame.\n" in srt
    vtt = trainer.http.get(f"/v1/transcripts/{saved['id']}/vtt").text
    assert vtt.startswith("WEBVTT\n\n1\n00:00:00.000 --> 00:00:02.500\n")
    assert "&lt;keep&gt;" in vtt


def test_a_segment_that_ends_before_it_starts_is_refused(trainer: Client) -> None:
    wrong = [{"start": 5.0, "end": 2.0, "text": "x"}]
    with pytest.raises(Refused, match="cannot end before it starts"):
        trainer.call("POST", "/v1/transcripts", {"name": "Lesson", "segments": wrong})


def test_two_large_transcripts_are_listed_without_their_text(client_of: ClientOf, figure: FigureBook) -> None:
    admin = client_of("studio.admin")
    text = "Lower through the knee before you drive. " * 120
    segments = [{"start": float(i), "end": i + 1.0, "text": text} for i in range(190)]
    saved = [admin.call("POST", "/v1/transcripts", {"name": f"Long {n}", "segments": segments}) for n in range(2)]
    answer = admin.http.get("/v1/transcripts")
    figure("lists.transcripts_kb", len(answer.content) / 1000, "kB", "< 1000")
    listed = {found["id"]: found for found in answer.json()["transcripts"]}
    for one in saved:
        assert listed[one["id"]]["segments"] == 190
        assert listed[one["id"]]["seconds"] == 190.0
        assert len(admin.call("GET", f"/v1/transcripts/{one['id']}")["segments"][0]["text"]) == len(text)


def test_more_text_than_can_be_kept_is_refused_before_it_is_written(trainer: Client) -> None:
    much = [{"start": float(i), "end": i + 1.0, "text": "w" * 5000} for i in range(201)]
    with pytest.raises(Refused, match=r"1\.0 MB of text; the most is 1 MB\. Save the lesson in several parts"):
        trainer.call("POST", "/v1/transcripts", {"name": "Much", "segments": much})
    different = [
        {"start": 0.0, "end": 1.0, "text": " ".join(f"w{i:07d}" for i in range(n, n + 500))}
        for n in range(0, 100_000, 500)
    ]
    with pytest.raises(Refused, match="save it in several parts"):
        trainer.call("POST", "/v1/transcripts", {"name": "Words", "segments": different})
