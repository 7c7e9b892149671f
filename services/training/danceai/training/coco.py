"""Poses as COCO keypoints JSON. Pure.

Format: https://cocodataset.org/#format-data (keypoints: x, y, visibility; 0 not labelled, 2 visible).
"""

from typing import Any

from danceai.common.offload import keep_going
from danceai.common.poses import SEEN, KeyPoints
from danceai.common.skeleton import BODY, BODY_COUNT, BODY_JOINTS, LIMBS

CATEGORY = {
    "id": 1,
    "name": "person",
    "supercategory": "person",
    "keypoints": BODY,
    "skeleton": [[a + 1, b + 1] for a, b in LIMBS if max(a, b) < BODY_COUNT],
}


def annotation(whole: KeyPoints, number: int, image: int, person: int) -> dict[str, Any] | None:
    """One person (133,) as a COCO annotation; None when nothing of it is known."""
    body = whole.joints(BODY_JOINTS)
    known = body.known & (body.confidence >= SEEN)
    if not known.any():
        return None
    keypoints: list[float] = []
    for (x, y), there in zip(body.xy.tolist(), known, strict=True):
        keypoints += [round(x, 1), round(y, 1), 2] if there else [0, 0, 0]
    low, high = body.xy[known].min(0), body.xy[known].max(0)
    width, height = (high - low).tolist()
    return {
        "id": number,
        "image_id": image,
        "category_id": 1,
        "iscrowd": 0,
        "person": person,
        "bbox": [round(float(low[0]), 1), round(float(low[1]), 1), round(width, 1), round(height, 1)],
        "area": round(width * height, 1),
        "num_keypoints": int(known.sum()),
        "keypoints": keypoints,
    }


def document(sources: list[tuple[str, KeyPoints, float]], every_seconds: float) -> dict[str, Any]:
    """(name, poses, fps) of each source to one COCO document with ids counted through."""
    images: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    for name, poses, fps in sources:
        for frame in range(0, len(poses), max(1, round(every_seconds * fps))):
            keep_going()
            image = len(images) + 1
            images.append({"id": image, "file_name": f"{name}/{frame:06d}.jpg", "source": name, "frame": frame})
            for person, joints in enumerate(poses[frame]):
                row = annotation(joints, len(annotations) + 1, image, person)
                if row:
                    annotations.append(row)
    return {"images": images, "annotations": annotations, "categories": [CATEGORY]}
