"""The library of transcripts, through the gateway."""

import pytest

from danceai.local.client import Client, Refused

SEGMENTS = [
    {"start": 0.0, "end": 2.5, "text": "Lower through the knee before you drive."},
    {"start": 2.5, "end": 3661.25, "text": "Head left & <keep> the frame."},
]


def test_a_transcript_is_found_by_its_words_and_exported(trainer: Client) -> None:
    saved = trainer.call("POST", "/v1/transcripts", {"name": "Lesson 1", "dances": ["waltz"], "segments": SEGMENTS})
    assert [t["id"] for t in trainer.call("GET", "/v1/transcripts?words=knee")["transcripts"]] == [saved["id"]]
    assert trainer.call("GET", "/v1/transcripts?words=tango")["transcripts"] == []
    srt = trainer.http.get(f"/v1/transcripts/{saved['id']}/srt").text
    assert "2\n00:00:02,500 --> 01:01:01,250\nHead left & <keep> the frame.\n" in srt
    vtt = trainer.http.get(f"/v1/transcripts/{saved['id']}/vtt").text
    assert vtt.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:02.500\n")
    assert "&lt;keep&gt;" in vtt


def test_a_segment_that_ends_before_it_starts_is_refused(trainer: Client) -> None:
    wrong = [{"start": 5.0, "end": 2.0, "text": "x"}]
    with pytest.raises(Refused, match="cannot end before it starts"):
        trainer.call("POST", "/v1/transcripts", {"name": "Lesson", "segments": wrong})
