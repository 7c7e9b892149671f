"""How fast the pose engine is: against rtmlib, against the bare network, over several workers, and the tracking."""

import resource
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import onnxruntime
import pytest

from danceai.pose.adapters import rtmpose
from danceai.pose.adapters.rtmdet import RtmDet
from danceai.pose.adapters.rtmpose import RtmPose
from danceai.pose.couple_tracking import track_couple
from danceai.pose.network import DetectorNetwork, TopDownNetwork
from danceai.pose.prefetch import ahead
from danceai.pose.runtimes.onnx import OnnxRuntime
from danceai.pose.top_down import TopDownFinder
from danceai.pose.video_frames import read_frames
from synthetic_couple.knobs import Knobs
from synthetic_couple.performance import perform
from tests.conftest import ROOT
from tests.figures import FigureBook
from tests.pose import planted
from tests.pose.seeing import Sight, see

FRAMES = 240
LAYERS = 9
"""Depth of the dead weight that makes the planted network as costly as RTMPose-s (about 0.7 GFLOP)"""


def _two_people(shared: Path, target: Path) -> np.ndarray:
    """A lossless video of two photographed people who wear 17 markers each; places (2, 17, 2) in the first frame."""
    photo = cv2.imread(str(shared / "coco" / "000000000785.jpg"))
    person = cv2.resize(photo[20:420, 260:560], (450, 600))
    places = np.stack([planted.scattered(17, 250, 400, seed, 20) + [x, 190] for seed, x in ((1, 200), (2, 760))])
    with av.open(str(target), "w") as container:
        video = container.add_stream("libx264rgb", rate=30)
        video.width, video.height, video.pix_fmt = 1280, 720, "rgb24"
        video.options = {"crf": "0", "preset": "ultrafast", "g": "30"}
        for frame in range(FRAMES):
            picture = np.full((720, 1280, 3), 90, np.uint8)
            for x in (90, 650):
                picture[100:700, x : x + 450] = person
            shift = [6 * np.sin(frame / 9), 4 * np.cos(frame / 9)]
            for person_places in places:
                for (x, y), (r, g, b) in zip(person_places + shift, planted.COLOURS[:17], strict=True):
                    centre = round(float(x) * 16), round(float(y) * 16)
                    cv2.circle(picture, centre, 14 * 16, (float(b), float(g), float(r)), -1, cv2.LINE_AA, 4)
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        container.mux(video.encode(None))
    return places


class Timed:
    """A runtime that adds up the time inside `session.run`."""

    def __init__(self, runtime: OnnxRuntime) -> None:
        self.runtime, self.seconds = runtime, 0.0
        self.version = runtime.version
        bare = runtime.run

        def run(batch: Any) -> Any:
            began = time.perf_counter()
            answer = bare(batch)
            self.seconds += time.perf_counter() - began
            return answer

        runtime.run = run  # type: ignore[method-assign]


def test_against_rtmlib(shared: Path, tmp_path: Path, figure: FigureBook) -> None:
    """Same video, same files, one thread per network: rtmlib as its users run it, and our pipeline."""
    sys.path.insert(0, str(ROOT / ".tools" / "peers"))
    import rtmlib

    _two_people(shared, tmp_path / "two.mp4")
    detector = shared / "weights" / "rtmdet_nano_person_end2end.onnx"
    pose = planted.simcc(
        tmp_path / "pose.onnx", planted.COLOURS[:17], 192, 256, rtmpose.MEAN, rtmpose.DEVIATION, weight=LAYERS
    )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    one_thread = partial(onnxruntime.InferenceSession, sess_options=options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(onnxruntime, "InferenceSession", one_thread)
        their_detector = rtmlib.RTMDet(str(detector), (320, 320), backend="onnxruntime")
        # Their networks see BGR; a planted network must see its own colours, so the channels are told the other way.
        their_pose = rtmlib.RTMPose(str(pose), (192, 256), tuple(rtmpose.MEAN), tuple(rtmpose.DEVIATION), backend="onnxruntime")

    def theirs() -> tuple[float, list[np.ndarray]]:
        began, answers = time.perf_counter(), []
        capture = cv2.VideoCapture(str(tmp_path / "two.mp4"))
        while True:
            there, picture = capture.read()
            if not there:
                break
            answers.append(their_pose(picture[:, :, ::-1], their_detector(picture))[0])
        return time.perf_counter() - began, answers

    boxes, poses = OnnxRuntime(detector, 1), OnnxRuntime(pose, 1)
    timed = Timed(boxes), Timed(poses)

    def ours() -> tuple[float, list[np.ndarray]]:
        finder = TopDownFinder(DetectorNetwork(RtmDet(320), boxes), TopDownNetwork(RtmPose(192, 256, "coco_17"), poses))
        began = time.perf_counter()
        frames = ahead(read_frames(tmp_path / "two.mp4", 0, FRAMES), 4)
        answers = [bodies.found.joints[:, :17, :2] for _, bodies in finder.find(frames)]
        return time.perf_counter() - began, answers

    theirs(), ours()
    their_seconds, their_joints = theirs()
    for clock in timed:
        clock.seconds = 0.0
    our_seconds, our_joints = ours()
    inside = sum(clock.seconds for clock in timed)
    apart = []
    for a, b in zip(their_joints, our_joints, strict=True):
        assert len(b) == 2
        both = [part[np.argsort(part[:, :, 0].mean(1))][:2] for part in (np.asarray(a)[..., :2], b)]
        apart.append(np.abs(both[0] - both[1]).max())
    figure("pose.rtmlib_frames_per_second", FRAMES / their_seconds, "frames/s")
    figure("pose.frames_per_second", FRAMES / our_seconds, "frames/s")
    figure("pose.speed_vs_rtmlib", their_seconds / our_seconds, "x", ">= 2")
    figure("pose.share_of_network_limit", inside / our_seconds, "share", ">= 0.9")
    figure("pose.joints_like_rtmlib", np.percentile(apart, 95), "px", "<= 1")


def test_tracking_of_two_long_videos(figure: FigureBook) -> None:
    performance = perform(Knobs(seconds=90, fps=60))
    cameras = [see(performance, Sight(bystanders=2), seed)[0] for seed in (1, 2)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    for bodies in cameras:
        track_couple(bodies, len(performance.times), 60)
    figure("tracking.seconds", time.process_time() - began, "s", "< 6")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    figure("tracking.megabytes", grown, "MB", "< 500")
