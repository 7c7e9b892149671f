"""analysis.json and frames.csv: the numbers behind everything, for people who want to compute on. Pure."""

import csv
import io
import json
from typing import Any

import numpy as np

from danceai.common.contracts.analyses import Result
from danceai.common.poses import Poses
from danceai.common.skeleton import BODY, FEET
from danceai.scoring.metrics.rise import rise_signal
from danceai.scoring.metrics.sway import sway_signal
from danceai.scoring.tracks import CoupleTracks

FORMAT = "danceai.analysis/1"


def analysis_json(facts: dict[str, Any], result: Result, evaluation: str) -> bytes:
    """Scores, metrics, music and text of one analysis."""
    document = {"format": FORMAT, **facts, "result": result.model_dump(mode="json"), "evaluation": evaluation}
    return json.dumps(document, indent=2, ensure_ascii=False).encode()


def _cell(value: float, digits: int) -> str:
    return f"{value:.{digits}f}" if np.isfinite(value) else ""


def frames_csv(poses: Poses, couple: CoupleTracks) -> bytes:
    """One row per frame: time, sway, rise, and x, y, confidence of every body and foot joint of both dancers."""
    with np.errstate(all="ignore"):
        sway, rise = sway_signal(couple), rise_signal(couple)
    joints = [*BODY, *FEET]
    columns = [f"{who}_{joint}_{axis}" for who in ("lead", "follow") for joint in joints for axis in ("x", "y", "c")]
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(["frame", "seconds", "sway_deg", "rise_trunk", *columns])
    for number, frame in enumerate(poses):
        values = frame[:, : len(joints)].reshape(-1)
        row = [_cell(float(value), 2 if i % 3 == 2 else 1) for i, value in enumerate(values)]
        writer.writerow([number, f"{number / couple.fps:.3f}", _cell(sway[number], 2), _cell(rise[number], 3), *row])
    return sink.getvalue().encode()
