"""Files of COCO keypoints as other programs write them, each made here in the shape of its exports."""

import json
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from danceai.common.contracts.frames import Person
from danceai.common.errors import JobFailed
from danceai.common.skeleton import BODY
from danceai.training.coco import Labelled, document, name_picture
from danceai.training.coco_reading import Read, read_coco

ANALYSIS = UUID("6f1b3a52-53a9-4d3c-8a1e-0d4c0d6a1f11")
PLACE = (ANALYSIS, "A", 90)
NAME = name_picture(*PLACE)
JOINTS = [round(number * 7.13, 2) if number % 3 < 2 else 2 for number in range(51)]


def _read(**document: Any) -> Read:
    return read_coco(json.dumps(document).encode())


def _file(
    name: str = NAME, names: list[str] = BODY, joints: list[float] = JOINTS, **annotation: Any
) -> dict[str, list[Any]]:
    return {
        "images": [{"id": 4, "file_name": name, "width": 1280, "height": 720}],
        "categories": [{"id": 1, "name": "person", "keypoints": names}],
        "annotations": [{"id": 1, "image_id": 4, "category_id": 1, "keypoints": joints} | annotation],
    }


def test_what_was_exported_is_read_to_the_last_digit() -> None:
    hidden = [*JOINTS[:3], 0.0, 0.0, 0, 12.34, 56.78, 1, *JOINTS[9:]]
    people = [Person(keypoints=JOINTS), Person(keypoints=hidden)]
    written = document([Labelled(NAME, 1280, 720, people, {"frame": 90})])
    labels = _read(**written).labels[PLACE]
    assert labels.roles == ["lead", "follow"]
    assert [body.reshape(-1).tolist() for body in labels.bodies] == [person.keypoints for person in people]


@pytest.mark.parametrize(
    ("file", "role"),
    [
        # CVAT: folders kept, attributes of its own, visibility as it was
        (_file(f"session/{NAME}", attributes={"occluded": False, "role": "follow", "keyframe": True}), "follow"),
        # Label Studio: a prefix of the upload, names as people typed them
        (_file(f"images/3f2a1b7c-{NAME}", [name.replace("_", " ").title() for name in BODY]), None),
        # FiftyOne: the picture's name alone, capital ending
        (_file(NAME.replace(".jpg", ".JPG"), iscrowd=0, score=1.0), None),
    ],
)
def test_other_programs_files_are_read(file: dict[str, Any], role: str | None) -> None:
    read = _read(**file)
    assert (read.faults, read.strangers, read.labels[PLACE].roles) == ([], 0, [role])
    assert read.labels[PLACE].bodies[0].reshape(-1).tolist() == JOINTS


def test_joints_come_in_any_order_and_number() -> None:
    names = ["left_knee", "Nose", "left_big_toe"]
    read = _read(**_file(names=names, joints=[1.5, 2.5, 2, 3.5, 4.5, 1, 9, 9, 2]))
    joints = read.labels[PLACE].bodies[0]
    assert joints[13].tolist() == [1.5, 2.5, 2] and joints[0].tolist() == [3.5, 4.5, 1]
    assert np.count_nonzero(joints[:, 2]) == 2
    assert read.faults == ["Joints that are not kept: left_big_toe."]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"joints": [1.0, 2.0]}, "Annotation 1 has 2 numbers for 17 joints; three each are needed."),
        ({"joints": [*JOINTS[:50], 3]}, "Annotation 1 has a visibility other than 0, 1 and 2."),
        ({"joints": [1e9, *JOINTS[1:]]}, "Annotation 1 has a joint far outside its picture."),
        ({"names": ["left hand"]}, "None of the joints of category person has a name of COCO's, as left_wrist."),
        ({"image_id": 9}, "Annotation 1 belongs to picture 9, which is not in the file."),
        ({"category_id": 3}, "Annotation 1 is of category 3, which is not in the file."),
    ],
)
def test_every_fault_has_its_sentence(changed: dict[str, Any], sentence: str) -> None:
    assert _read(**_file(**changed)).faults == [sentence]


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xd8\xff", b"[" * 100_000, b"[]", b'{"images": []}', b'{"images": {}}'],
    ids=["empty", "picture", "deep", "list", "half", "wrong"],
)
def test_what_is_no_coco_file_is_said(data: bytes) -> None:
    with pytest.raises(JobFailed, match=r"not JSON|no file of COCO keypoints"):
        read_coco(data)


def test_pictures_of_others_are_counted() -> None:
    assert _read(**_file("holiday.jpg")).strangers == 1
