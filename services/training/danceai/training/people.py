"""A couple's joints as frames keep them: COCO's 17, with a place, and whether they are seen, hidden or not labelled."""

from collections.abc import Sequence

import numpy as np

from danceai.common.contracts.frames import Person
from danceai.common.poses import SEEN, KeyPoints
from danceai.common.skeleton import BODY_JOINTS

VISIBLE, HIDDEN, UNKNOWN = 2, 1, 0


def to_people(poses: KeyPoints) -> list[Person]:
    """(2, 133) poses of a frame: what the network saw counts as visible, what was inferred as hidden."""
    body = poses.joints(BODY_JOINTS)
    seen = np.where(body.known, np.where(body.confidence >= SEEN, VISIBLE, HIDDEN), UNKNOWN)
    xy = np.where(body.known[..., None], np.round(body.xy.astype(np.float64), 2), 0.0)
    rows = np.concatenate([xy, seen[..., None]], axis=-1).reshape(len(xy), -1)
    return [Person(keypoints=row) for row in rows.tolist()]


def to_confidence(poses: KeyPoints) -> list[list[float]]:
    """(2, 17) how sure the network is of each joint of (2, 133 or 17) poses, 0 to 1; 0 where there is none."""
    body = poses.joints(BODY_JOINTS)
    told = np.where(body.known, np.nan_to_num(body.confidence.astype(np.float64), nan=0.0), 0.0)
    rows: list[list[float]] = np.clip(told, 0, 1).round(3).tolist()
    return rows


def confidence_by_hand(
    confidence: list[list[float]], before: Sequence[Person], after: Sequence[Person]
) -> list[list[float]]:
    """Nobody doubts a joint that a person has put or taken away; empty stays empty."""
    kept = []
    for told, old, new in zip(confidence, before, after, strict=False):
        was, now = (np.asarray(person.keypoints).reshape(-1, 3) for person in (old, new))
        moved = (was != now).any(axis=1)
        kept.append([1.0 if put else value for value, put in zip(told, moved.tolist(), strict=True)])
    return kept
