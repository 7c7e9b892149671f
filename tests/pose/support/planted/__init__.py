"""Networks with planted answers: small ONNX graphs that find coloured markers and report them as real networks would.

A marker is a disc of one of many well separated colours. The graphs measure how much of each colour every pixel has,
and put the centre of mass (or a distribution around it) into the form of SimCC, RTMO, YOLO, MoveNet or BlazePose
outputs. So every adapter can be proven to the pixel, in process and on a server.
"""

from tests.pose.support.planted.detectors import blazepose_detector, detector, rtmdet_form, yolox_form
from tests.pose.support.planted.everybody import movenet_multipose, rtmo, yolo_pose
from tests.pose.support.planted.markers import COLOURS, paint, scatter
from tests.pose.support.planted.one_person import blazepose, constant_simcc, movenet_single, simcc
from tests.pose.support.planted.weight import heavier

__all__ = [
    "COLOURS",
    "blazepose",
    "blazepose_detector",
    "constant_simcc",
    "detector",
    "heavier",
    "movenet_multipose",
    "movenet_single",
    "paint",
    "rtmdet_form",
    "rtmo",
    "scatter",
    "simcc",
    "yolo_pose",
    "yolox_form",
]
