"""Real couples, labelled by hand: found, each as the same person throughout, and lead and follow told right.

`real_couples.json` holds where the middles of head and hips are seen or must be, in pixels of the clip, every second or
so of seven clips: by eye, to about a tenth of the trunk. None stands for a dancer who cannot be seen at all.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import SEEN
from danceai.common.skeleton import BODY_JOINTS
from danceai.pose.evaluation.against_truth import find_built_in, find_in_video
from danceai.pose.settings import PoseSettings
from danceai.pose.tracking.follow import CoupleTrack, follow_couple
from danceai.pose.video.frames import read_length
from tests.support.figures import FigureBook

LABELS = json.loads(Path(__file__).with_name("real_couples.json").read_text())
NEAR = 0.3
"""Of the distance from head to hips; a found dancer's two middles are off by less on average"""
HEAD, HIPS = slice(0, 5), slice(11, 13)
LEAST = 60
Middles = NDArray[np.float64]


def _label(frame: dict[str, Any]) -> Middles:
    """(dancer, head or hips, xy), NaN where nobody can be seen."""
    nobody = {"head": [np.nan] * 2, "hips": [np.nan] * 2}
    return np.array([[(frame[who] or nobody)[part] for part in ("head", "hips")] for who in ("lead", "follow")])


def _middles(track: CoupleTrack, frame: int) -> Middles:
    """(dancer, head or hips, xy) of the track: the middle of what was seen of a head, or of all of it."""
    body = track.poses[[frame]].joints(BODY_JOINTS)
    parts = []
    for dancer in range(2):
        xy, seen = body.xy[0, dancer], body.confidence[0, dancer] >= SEEN
        head = seen.copy() if seen[HEAD].any() else np.ones_like(seen)
        head[HEAD.stop :] = False
        parts.append([np.nanmean(xy[head], axis=0), np.nanmean(xy[HIPS], axis=0)])
    return np.array(parts)


def _distances(labels: Middles, found: Middles) -> NDArray[np.float64]:
    """(labelled, found) mean distance of the two middles, in distances from head to hips of the labelled."""
    size = np.linalg.norm(labels[:, 0] - labels[:, 1], axis=1)
    apart = np.linalg.norm(labels[:, None] - found[None], axis=3).mean(axis=2)
    return np.asarray(apart / size[:, None])


def _near(label: dict[str, Any], track: CoupleTrack) -> NDArray[np.bool_]:
    """(labelled, found): who stands where whom is labelled; nobody where nobody can be seen."""
    return _distances(_label(label), _middles(track, label["frame"])) < NEAR


def test_real_couples(shared: Path, models_folder: Path, figure: FigureBook) -> None:
    settings = PoseSettings(models_dir=models_folder, network_threads=2)
    found, seen, exchanged = 0, 0, 0
    for clip, labels in LABELS.items():
        video = shared / "video" / clip
        frames, fps = read_length(video)
        track = follow_couple(find_in_video(video, frames, fps, find_built_in(""), settings), frames, fps)
        counts = np.sum([_near(label, track) for label in labels], axis=0)
        # Who leads is a question of its own: a clip that is exchanged from end to end has found both.
        right, crossed = int(np.trace(counts)), int(np.trace(counts[::-1]))
        there = sum(label[who] is not None for label in labels for who in ("lead", "follow"))
        figure(f"pose.real.{video.stem}.found", max(right, crossed) / there, "share")
        figure(f"pose.real.{video.stem}.lead_certainty", track.lead_certainty, "exchanged" if crossed > right else "")
        found, seen, exchanged = found + max(right, crossed), seen + there, exchanged + (crossed > right)
    labelled = sum(len(labels) for labels in LABELS.values())
    figure("pose.real.frames", labelled, "labelled", f">= {LEAST}")
    figure("pose.real.found", found / seen, "share", ">= 0.95")
    figure("pose.real.exchanged", exchanged, f"of {len(LABELS)} clips", "= 0")
    assert labelled >= LEAST
