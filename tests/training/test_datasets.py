"""Datasets: frames of an analysis, corrected by people, taken anew, put into a file; through the gateway."""

import json
from typing import Any
from uuid import uuid4

import cv2
import numpy as np
import pytest
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from danceai.common.contracts.frames import Person
from danceai.local.client import Client
from danceai.training.matching import places
from tests.support.cards import Picture
from tests.support.figures import FigureBook
from tests.support.platform import ClientOf
from tests.support.two_studios import refusal
from tests.training.ready import annotated, extracted, read, written

EVERY_SECOND = {"every_seconds": 1.0, "alike_bits": 0, "close_hold": 0}


def _made(client: Client, *analyses: str, **selection: Any) -> dict[str, Any]:
    body = {"name": "Sample", "analyses": analyses, "selection": EVERY_SECOND | selection}
    made = extracted(client, client.call("POST", "/v1/datasets", body)["id"])
    assert made["state"] == "ready", made["error_message"]
    return made


def _frames(client: Client, dataset: dict[str, Any], query: str = "") -> list[dict[str, Any]]:
    return list(client.call("GET", f"/v1/datasets/{dataset['id']}/frames{query}")["frames"])


def _save(client: Client, frame: dict[str, Any], **changes: Any) -> dict[str, Any]:
    body = {name: frame[name] for name in ("version", "people", "state", "reason")} | changes
    return client.call("PUT", f"/v1/frames/{frame['id']}", body)


def _export(client: Client, *datasets: dict[str, Any]) -> dict[str, Any]:
    started = client.call("POST", "/v1/datasets/exports", {"datasets": [one["id"] for one in datasets]})
    export = written(client, started)
    assert export["state"] == "done", export["error_message"]
    return dict(json.loads(client.store.get(export["url"]).text))


def places_of(frame: dict[str, Any]) -> np.ndarray[Any, np.dtype[np.float64]]:
    return places([Person(**person) for person in frame["people"]])


def _picture(client: Client, address: str) -> Picture:
    decoded = cv2.imdecode(np.frombuffer(client.store.get(address).content, np.uint8), cv2.IMREAD_COLOR)
    assert decoded is not None
    return np.asarray(decoded, np.uint8)


def _moved(people: list[dict[str, Any]], x: float) -> list[dict[str, Any]]:
    """His right wrist put elsewhere, hidden."""
    joints = list(people[0]["keypoints"])
    joints[30:33] = [x, 123.45, 1]
    return [{"keypoints": joints}, people[1]]


@pytest.fixture(scope="module")
def dataset(trainer: Client, finished_sample: dict[str, Any]) -> dict[str, Any]:
    """The sample couple, a frame every second."""
    return _made(trainer, finished_sample["id"])


def test_frames_show_the_couple_where_its_joints_are(trainer: Client, dataset: dict[str, Any]) -> None:
    frames = _frames(trainer, dataset)
    assert (dataset["frames"], len(frames)) == (9, 9)
    assert [frame["number"] for frame in frames] == [round(n * 30) for n in range(9)]
    assert dataset["bytes"] > 100_000
    for frame in frames[::4]:
        picture = _picture(trainer, frame["picture"])
        assert picture.shape == (frame["height"], frame["width"], 3)
        assert _picture(trainer, frame["thumbnail"]).shape[1] == 320
        # Her dress is red where her hips are; the wall and the floor are not.
        hips = np.asarray(frame["people"][1]["keypoints"]).reshape(-1, 3)[[11, 12], :2].mean(0).round().astype(int)
        blue, _, red = picture[hips[1] - 3 : hips[1] + 4, hips[0] - 3 : hips[0] + 4].mean((0, 1))
        assert red > blue + 60


def test_what_somebody_has_said_of_a_frame_lasts(trainer: Client, finished_sample: dict[str, Any]) -> None:
    """Taken anew with another selection, and thrown out: only frames that nobody has looked at change."""
    dataset = _made(trainer, finished_sample["id"])
    first, second, third = _frames(trainer, dataset)[:3]
    corrected = _moved(first["people"], 400.25)
    kept = _save(trainer, first, people=corrected, state="confirmed")
    assert (kept["annotated_by"], kept["suspicion"], kept["version"]) == ("hand", 0, 2)
    _save(trainer, second, state="unusable", reason="blurred")
    _save(trainer, third, state="unusable", reason="hidden")
    assert len(_frames(trainer, dataset, "?state=unusable")) == 2
    assert [one["id"] for one in _frames(trainer, dataset, "?reason=blurred")] == [second["id"]]
    trainer.call("DELETE", f"/v1/datasets/{dataset['id']}/frames/unusable")
    for selection in ({"every_seconds": 4.0}, {"every_seconds": 0.5}):
        trainer.call("POST", f"/v1/datasets/{dataset['id']}/extraction", {"selection": EVERY_SECOND | selection})
        assert extracted(trainer, dataset["id"])["state"] == "ready"
        frames = _frames(trainer, dataset)
        assert [one["people"] for one in frames if one["id"] == first["id"]] == [corrected]
        assert trainer.store.get(frames[0]["picture"]).status_code == 200
        assert not {second["id"], third["id"]} & {one["id"] for one in frames}
    assert len(frames) == 18 - 2


def test_nobody_writes_over_another(trainer: Client, client_of: ClientOf, dataset: dict[str, Any]) -> None:
    admin = client_of("studio.admin")
    frame = _frames(trainer, dataset)[-1]
    assert trainer.call("POST", f"/v1/frames/{frame['id']}/hold")["held_by"] is None
    seen = admin.call("POST", f"/v1/frames/{frame['id']}/hold")
    assert seen["held_by"] == "Trainer"
    body = {"version": 1, "people": frame["people"], "state": "confirmed"}
    assert refusal(admin, "PUT", f"/v1/frames/{frame['id']}", body).code == "frame_held"
    trainer.call("DELETE", f"/v1/frames/{frame['id']}/hold")
    _save(admin, frame, people=_moved(frame["people"], 7.0), state="confirmed")
    assert refusal(trainer, "PUT", f"/v1/frames/{frame['id']}", body).code == "frame_changed"
    assert trainer.call("GET", f"/v1/frames/{frame['id']}")["people"] == _moved(frame["people"], 7.0)
    unusable = body | {"version": 2, "state": "unusable"}
    refused = refusal(trainer, "PUT", f"/v1/frames/{frame['id']}", unusable)
    assert (refused.status, str(refused)) == (422, "An unusable frame needs a reason, and no other has one.")


def test_the_way_goes_on_as_the_list_does(trainer: Client, finished_sample: dict[str, Any]) -> None:
    dataset = _made(trainer, finished_sample["id"])
    frames = _frames(trainer, dataset)
    _save(trainer, frames[2], state="confirmed")
    _save(trainer, frames[5], state="unusable", reason="blurred")
    in_time = [frame["id"] for frame in _frames(trainer, dataset)]
    worst = [frame["id"] for frame in _frames(trainer, dataset, "?order=worst&state=new")]
    for query in ("", "?state=new", "?order=worst", "?order=worst&state=new", "?suspicion=missing"):
        listed = _frames(trainer, dataset, query)
        for at, frame in enumerate(listed):
            near = trainer.call("GET", f"/v1/frames/{frame['id']}/neighbours{query}")
            around = [one["id"] if one else None for one in ([None, *listed][at], [*listed, None][at + 1])]
            assert [near["before"], near["next"]] == around
            assert near["worst"] == next(one for one in worst if one != frame["id"])
            place = in_time.index(frame["id"])
            assert near["earlier"] == (_frames(trainer, dataset)[place - 1]["people"] if place else None)
    # What has been saved is suspected no more, and yet one goes on from where it stood.
    first, second, *_ = _frames(trainer, dataset, "?order=worst&state=new")
    _save(trainer, first, state="confirmed")
    path = f"/v1/frames/{first['id']}/neighbours?order=worst&state=new&stood_at={first['suspicion']}"
    assert (trainer.call("GET", path)["before"], trainer.call("GET", path)["next"]) == (None, second["id"])


def test_everybody_is_told_who_is_at_which_frame(
    trainer: Client, client_of: ClientOf, finished_sample: dict[str, Any]
) -> None:
    dataset = _made(trainer, finished_sample["id"], every_seconds=3.0)
    admin = client_of("studio.admin")
    frame, other = _frames(trainer, dataset, "?order=worst&state=new")[:2]
    path = f"/v1/datasets/{dataset['id']}"
    trainer.call("POST", f"/v1/frames/{frame['id']}/hold")
    assert admin.call("GET", path)["held"] == [{"frame_id": frame["id"], "name": "Trainer"}]
    assert trainer.call("GET", path)["held"] == [], "oneself is no other"
    assert admin.call("GET", f"/v1/frames/{other['id']}/neighbours")["worst"] != frame["id"], "somebody is at it"
    before = admin.call("GET", path)["changes"]
    trainer.call("DELETE", f"/v1/frames/{frame['id']}/hold")
    assert admin.call("GET", path)["held"] == []
    assert admin.call("GET", path)["changes"] == before
    saved = _save(trainer, frame, people=_moved(frame["people"], 50.0))
    assert admin.call("GET", path)["changes"] == before + 1
    assert saved["confidence"][0][10] == 1, "nobody doubts what a person has put"
    same = [joint for joint in range(17) if joint != 10]
    assert [saved["confidence"][0][joint] for joint in same] == [frame["confidence"][0][joint] for joint in same]
    assert 0 < np.mean(frame["confidence"]) < 1
    # A frame whose joints somebody has put stays, though nothing was said of it and it is not chosen any more.
    elsewhere = EVERY_SECOND | {"every_seconds": 9.0}
    trainer.call("POST", f"{path}/extraction", {"selection": elsewhere})
    extracted(trainer, dataset["id"])
    kept = {one["id"]: one["people"] for one in _frames(trainer, dataset)}
    assert kept[frame["id"]] == saved["people"]


def test_exported_frames_are_read_by_the_fields_own_tools(
    trainer: Client, finished_sample: dict[str, Any], dataset: dict[str, Any], tmp_path: Any, figure: FigureBook
) -> None:
    other = _made(trainer, finished_sample["id"], every_seconds=3.0)
    first, second, _ = _frames(trainer, other)
    _save(trainer, first, people=_moved(first["people"], 400.25), state="confirmed")
    _save(trainer, second, state="unusable", reason="cut_off")
    coco = _export(trainer, other, dataset)
    assert [image["id"] for image in coco["images"]] == list(range(1, 2 + len(_frames(trainer, dataset)) + 1))
    wrist = next(row for row in coco["annotations"] if row["image_id"] == 1 and row["role"] == "lead")["keypoints"][
        30:33
    ]
    assert wrist == [400.25, 123.45, 1]
    path = tmp_path / "coco.json"
    path.write_text(json.dumps(coco))
    truth = COCO(str(path))
    found = truth.loadRes([row | {"score": 1.0} for row in coco["annotations"]])
    compared = COCOeval(truth, found, "keypoints")
    compared.evaluate()
    compared.accumulate()
    compared.summarize()
    figure("training.ap_against_itself", compared.stats[0], "", ">= 1")
    assert compared.stats[0] == pytest.approx(1.0)


def test_whom_people_have_called_the_lead_is_the_first_person(
    trainer: Client, doubtful_sample: dict[str, Any], swapped_sample: dict[str, Any]
) -> None:
    before, after = (_made(trainer, one["id"], every_seconds=3.0) for one in (doubtful_sample, swapped_sample))
    (one, *_), (other, *_) = _frames(trainer, before), _frames(trainer, after)
    assert one["people"] == other["people"][::-1] != other["people"]


def test_joints_come_back_from_another_program(trainer: Client, finished_sample: dict[str, Any]) -> None:
    here, elsewhere = (_made(trainer, finished_sample["id"], every_seconds=3.0) for _ in range(2))
    first, second, third = _frames(trainer, elsewhere)
    _save(trainer, second, people=_moved(second["people"], 5.5), state="confirmed")
    ours = _frames(trainer, here)
    _save(trainer, ours[2], people=_moved(third["people"], 77.0), state="confirmed")
    coco = _export(trainer, elsewhere)
    coco["images"].append({"id": 99, "file_name": "holiday.jpg"})
    told = read(trainer, here["id"], json.dumps(coco).encode())
    assert (told["state"], told["taken"], told["kept"], told["strangers"]) == ("done", 1, 1, 1)
    after = _frames(trainer, here)
    assert [one["people"] for one in after] == [
        first["people"],
        _moved(second["people"], 5.5),
        _moved(third["people"], 77.0),
    ]
    assert after[1]["annotated_by"] == "hand"
    refused = read(trainer, here["id"], b"not json")
    assert (refused["state"], refused["error_message"][:25]) == ("failed", "This file is not JSON. Ch")
    ticket = trainer.call("POST", f"/v1/datasets/{here['id']}/imports", {"size_bytes": 9})
    missing = refusal(trainer, "POST", f"/v1/datasets/imports/{ticket['import_id']}/complete")
    assert missing.code == "import_missing"


def test_a_model_looks_at_what_nobody_has_looked_at(trainer: Client, finished_sample: dict[str, Any]) -> None:
    dataset = _made(trainer, finished_sample["id"], every_seconds=2.0)
    path = f"/v1/datasets/{dataset['id']}/annotation"
    before = _frames(trainer, dataset)
    _save(trainer, before[0], people=_moved(before[0]["people"], 9.0), state="confirmed")
    trainer.call("POST", path, {"model": "no-such-network"})
    refused = annotated(trainer, dataset["id"])["annotation"]
    assert refused["error_message"] == "There is no active pose model called no-such-network."
    assert [one["people"] for one in _frames(trainer, dataset)[1:]] == [one["people"] for one in before[1:]]
    trainer.call("POST", path, {"model": "movenet-multipose-lightning"})
    done = annotated(trainer, dataset["id"])["annotation"]
    assert (done["done"], done["total"], done["error_message"]) == (4, 4, None)
    first, *others = _frames(trainer, dataset)
    assert first["people"] == _moved(before[0]["people"], 9.0)
    for old, new in zip(before[1:], others, strict=True):
        assert new["annotated_by"].startswith("movenet-multipose-lightning (")
        assert new["people"] != old["people"]
        apart = np.nanmean(np.linalg.norm(places_of(new) - places_of(old), axis=-1), axis=1)
        assert (apart < 0.05 * new["height"]).all(), "the lead stays the lead"
    for frame in others:
        _save(trainer, frame, state="confirmed")
    assert refusal(trainer, "POST", path, {}).code == "nothing_to_annotate"


def test_datasets_are_named_cancelled_and_deleted(trainer: Client, finished_sample: dict[str, Any]) -> None:
    body = {"name": "Short", "analyses": [finished_sample["id"]], "selection": {"every_seconds": 0.1, "alike_bits": 0}}
    made = trainer.call("POST", "/v1/datasets", body)
    assert made["state"] == "extracting"
    again = refusal(trainer, "POST", f"/v1/datasets/{made['id']}/extraction", {"selection": {}})
    assert again.code == "still_extracting"
    assert trainer.call("DELETE", f"/v1/datasets/{made['id']}/extraction")["state"] == "cancelled"
    assert trainer.call("PATCH", f"/v1/datasets/{made['id']}", {"name": "Shorter"})["name"] == "Shorter"
    trainer.call("DELETE", f"/v1/datasets/{made['id']}")
    assert refusal(trainer, "GET", f"/v1/datasets/{made['id']}").status == 404
    nobody = {"name": "Nobody", "analyses": [str(uuid4())]}
    assert refusal(trainer, "POST", "/v1/datasets", nobody).status == 404
