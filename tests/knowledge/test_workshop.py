"""Transcripts, datasets and official results, through the gateway."""

import json
from typing import Any

import pytest

from danceai.local.client import Client, Refused
from tests.conftest import ClientOf

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


def test_a_dataset_exports_coco(trainer: Client, finished_sample: dict[str, Any]) -> None:
    made = trainer.call("POST", "/v1/datasets", {"name": "Sample", "analyses": [finished_sample["id"]]})
    coco = json.loads(trainer.http.get(f"/v1/datasets/{made['id']}/coco?every_seconds=1").text)
    assert len(coco["images"]) == 9
    assert len(coco["annotations"]) >= 17
    annotation = coco["annotations"][0]
    assert len(annotation["keypoints"]) == 51
    assert set(annotation["keypoints"][2::3]) <= {0, 2}
    assert annotation["num_keypoints"] == sum(v > 0 for v in annotation["keypoints"][2::3])


def test_marks_of_a_panel_become_the_published_total(trainer: Client) -> None:
    marks = {"MM": [8, 7.75, 8.75, 8.25, 6.25], "CP": [8, 7.75, 8.75, 8.25, 6.25]}
    marks |= {"TQ": [8.5, 8.25, 7.75, 8, 8.25], "PS": [8.5, 8.25, 7.75, 8, 8.25]}
    couple = trainer.call("POST", "/v1/couples", {"lead": "Zoe Judged", "follow": "Zack"})["id"]
    result = {"couple_id": couple, "competition": "World Open", "held_on": "2025-07-05", "place": 9}
    panel = {"system": "3.0", "components": marks}
    told = trainer.call("POST", "/v1/couples/results", {**result, "dance": "slow_foxtrot", "marks": panel})
    assert told["total"] == 32.68
    assert told["scores"]["MM"] == 8.188
    with pytest.raises(Refused, match="which"):
        trainer.call("POST", "/v1/couples/results", {**result, "marks": panel})


def test_an_official_result_is_entered_and_listed(trainer: Client) -> None:
    couple = trainer.call("POST", "/v1/couples", {"lead": "Zoe Listed", "follow": "Zack"})["id"]
    result = {"couple_id": couple, "competition": "Spring Cup", "held_on": "2026-04-11", "place": 3, "entries": 24}
    trainer.call("POST", "/v1/couples/results", result)
    listed = trainer.call("GET", f"/v1/couples/{couple}/results")["results"]
    assert [(row["competition"], row["place"]) for row in listed] == [("Spring Cup", 3)]
    with pytest.raises(Refused, match="Place 30 is not possible among 24"):
        trainer.call("POST", "/v1/couples/results", {**result, "place": 30})


def test_pose_models_say_whether_they_are_there(trainer: Client) -> None:
    models = {model["name"]: model for model in trainer.call("GET", "/v1/pose-models")["models"]}
    assert models["movenet-multipose-lightning"]["available"]
    defaults = {model["backend"]: model["name"] for model in models.values() if model["default"]}
    assert defaults == {"litert": "movenet-multipose-lightning", "onnxruntime": "movenet-thunder", "triton": "rtmo-l"}
    assert not models["rtmo-l"]["available"], "no Triton is configured here"
    assert "operator" in models["alphapose-se-resnet50"]["licence"]


def test_the_registry_is_edited_by_platform_admins_only(client_of: ClientOf) -> None:
    admin = client_of("platform.admin")
    model = {
        "name": "my-rtmo",
        "backend": "onnxruntime",
        "adapter": "rtmo",
        "source": "my_rtmo.onnx",
        "width": 640,
        "height": 640,
        "licence": "Apache-2.0",
    }
    with pytest.raises(Refused, match="does not allow"):
        client_of("trainer").call("POST", "/v1/pose-models", model)
    added = admin.call("POST", "/v1/pose-models", model)
    assert not added["available"]
    assert not added["built_in"]
    with pytest.raises(Refused, match="already is a pose model"):
        admin.call("POST", "/v1/pose-models", model)
    lonely = model | {"name": "lonely", "adapter": "rtmpose"}
    with pytest.raises(Refused, match="needs a registered model that finds people"):
        admin.call("POST", "/v1/pose-models", lonely)
    with pytest.raises(Refused, match="my-rtmo finds these joints itself"):
        admin.call("POST", "/v1/pose-models", lonely | {"detector": "my-rtmo"})
    whole = {"name": "my-rtmw", "keypoints": "wholebody_133", "detector": "my-rtmo"}
    assert admin.call("POST", "/v1/pose-models", lonely | whole)["detector"] == "my-rtmo"
    chosen = admin.call("PATCH", "/v1/pose-models", {"name": "my-rtmo", "default": True})
    assert chosen["default"]
    with pytest.raises(Refused, match="Choose another default first"):
        admin.call("PATCH", "/v1/pose-models", {"name": "my-rtmo", "active": False})
    stats = {"oks_mean": 0.81, "phantom_rate": 0.02, "frames": 120}
    admin.call("PATCH", "/v1/pose-models", {"name": "movenet-thunder", "default": True, "stats": stats})
    assert not admin.call("PATCH", "/v1/pose-models", {"name": "my-rtmo", "active": False})["active"]
    models = {found["name"]: found for found in admin.call("GET", "/v1/pose-models")["models"]}
    assert models["movenet-thunder"]["stats"] == stats
    assert [name for name, found in models.items() if found["default"] and found["backend"] == "onnxruntime"] == [
        "movenet-thunder"
    ]
