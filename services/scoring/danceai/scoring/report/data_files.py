"""analysis.json, frames.csv and TRC: the numbers behind everything, for people who want to compute on. Pure."""

import csv
import io

import numpy as np

from danceai.common.contracts.analyses import AnalysisDocument
from danceai.common.numbers import write_number
from danceai.common.offload import keep_going
from danceai.common.poses import KeyPoints
from danceai.common.skeleton import BODY, BODY_AND_FEET, FEET
from danceai.scoring.criteria.units import DEGREES, TRUNKS, Unit
from danceai.scoring.movement.sway_and_rise import rise_signal, sway_signal
from danceai.scoring.movement.tracks import CoupleTracks, PersonTrack

FINER = 1
"""Digits more than are shown: for people who compute on"""
TRUNK_METRES = 0.5
"""What a trunk height is taken for where lengths must be in metres: about 0.3 of a body height of 1.7 m."""


def write_analysis_json(document: AnalysisDocument) -> bytes:
    """Scores, metrics, music and text of one analysis, as its published JSON Schema says."""
    return document.model_dump_json(indent=2).encode()


def _write_place(value: float, digits: int) -> str:
    """A joint's place or confidence: many numbers, which nothing else shows."""
    return f"{value:.{digits}f}" if np.isfinite(value) else ""


def _write_value(value: float, unit: Unit) -> str:
    return write_number(value, unit.digits + FINER) if np.isfinite(value) else ""


def write_frames_csv(poses: KeyPoints, couple: CoupleTracks) -> bytes:
    """One row per frame: time, sway, rise, and x, y, confidence of every body and foot joint of both dancers."""
    with np.errstate(all="ignore"):
        sway, rise = sway_signal(couple), rise_signal(couple)
    joints = [*BODY, *FEET]
    columns = [f"{who}_{joint}_{axis}" for who in ("lead", "follow") for joint in joints for axis in ("x", "y", "c")]
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(["frame", "seconds", "sway_deg", "rise_trunk", *columns])
    for number, frame in enumerate(poses.joints(BODY_AND_FEET).stacked()):
        keep_going()
        values = frame.reshape(-1)
        row = [_write_place(float(value), 2 if i % 3 == 2 else 1) for i, value in enumerate(values)]
        signals = _write_value(sway[number], DEGREES), _write_value(rise[number], TRUNKS)
        writer.writerow([number, f"{number / couple.fps:.3f}", *signals, *row])
    return sink.getvalue().encode()


def write_trc(couple: CoupleTracks, person: PersonTrack, name: str) -> bytes:
    """Markers of one dancer over time as OpenSim's TRC reads them: metres, y up, the couple's plane at z = 0.

    A picture has no metres: the couple's trunk height is taken for half a metre. Source of the format: OpenSim,
    'Marker (.trc) files'.
    """
    joints = [*BODY, *FEET]
    scale = TRUNK_METRES / couple.scale
    x, y = person.xy[:, : len(joints), 0] * scale, (couple.height - person.xy[:, : len(joints), 1]) * scale
    rate = f"{couple.fps:.2f}"
    lines = [
        f"PathFileType\t4\t(X/Y/Z)\t{name}",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
        f"{rate}\t{rate}\t{couple.frames}\t{len(joints)}\tm\t{rate}\t1\t{couple.frames}",
        "Frame#\tTime\t" + "\t\t\t".join(joints) + "\t\t",
        "\t\t" + "\t".join(f"{axis}{number}" for number in range(1, len(joints) + 1) for axis in "XYZ"),
        "",
    ]
    for number in range(couple.frames):
        keep_going()
        cells = []
        for across, up in zip(x[number], y[number], strict=True):
            seen = np.isfinite(across) and np.isfinite(up)
            cells += [f"{across:.5f}", f"{up:.5f}", "0.00000"] if seen else ["", "", ""]
        lines.append(f"{number + 1}\t{number / couple.fps:.5f}\t" + "\t".join(cells))
    return ("\n".join(lines) + "\n").encode()
