"""Datasets and the files made of them, through the gateway."""

import json
import time
from typing import Any

from danceai.local.client import Client

PATIENCE = 30.0


def _written(client: Client, export: dict[str, Any]) -> dict[str, Any]:
    deadline = time.monotonic() + PATIENCE
    while export["state"] == "running" and time.monotonic() < deadline:
        time.sleep(0.05)
        export = client.call("GET", f"/v1/datasets/exports/{export['id']}")
    return export


def test_a_dataset_becomes_a_coco_file(trainer: Client, finished_sample: dict[str, Any]) -> None:
    made = trainer.call("POST", "/v1/datasets", {"name": "Sample", "analyses": [finished_sample["id"]]})
    started = trainer.call("POST", f"/v1/datasets/{made['id']}/exports", {"every_seconds": 1})
    assert started["url"] is None
    export = _written(trainer, started)
    assert export["state"] == "done", export["error_message"]
    coco = json.loads(trainer.store.get(export["url"]).text)
    assert len(coco["images"]) == 9
    assert len(coco["annotations"]) >= 17
    annotation = coco["annotations"][0]
    assert len(annotation["keypoints"]) == 51
    assert set(annotation["keypoints"][2::3]) <= {0, 2}
    assert annotation["num_keypoints"] == sum(v > 0 for v in annotation["keypoints"][2::3])


def test_whom_people_have_called_the_lead_is_the_first_person(
    trainer: Client, doubtful_sample: dict[str, Any], swapped_sample: dict[str, Any]
) -> None:
    wanted = [doubtful_sample["id"], swapped_sample["id"]]
    made = trainer.call("POST", "/v1/datasets", {"name": "Swapped", "analyses": wanted})
    export = _written(trainer, trainer.call("POST", f"/v1/datasets/{made['id']}/exports", {"every_seconds": 3}))
    assert export["state"] == "done", export["error_message"]
    coco = json.loads(trainer.store.get(export["url"]).text)
    source = {image["id"]: (image["source"], image["frame"]) for image in coco["images"]}
    people = {(*source[row["image_id"]], row["person"]): row["keypoints"] for row in coco["annotations"]}
    before, after = wanted
    assert people[before, 0, 0] == people[after, 0, 1] != people[before, 0, 1]
    assert people[before, 0, 1] == people[after, 0, 0]
