"""How fast the pose engine is: against rtmlib, against the bare network, over several workers, and the tracking."""

import sys
import time
import tracemalloc
from functools import partial
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from danceai.common.prefetch import work_ahead
from danceai.common.skeleton import BODY_JOINTS
from danceai.pose.finding.top_down import TopDownFinder
from danceai.pose.networks.adapters import rtmpose
from danceai.pose.networks.adapters.rtmpose import RtmPose
from danceai.pose.networks.adapters.yolox import Yolox
from danceai.pose.networks.network import DetectorNetwork, TopDownNetwork
from danceai.pose.networks.runtimes.onnx import OnnxRuntime
from danceai.pose.tracking.follow import follow_couple
from danceai.pose.video.frames import read_frames
from synthetic_couple.knobs import Knobs
from synthetic_couple.performance import perform
from tests.pose.support import planted
from tests.pose.support.seeing import Sight, see
from tests.support.figures import FigureBook
from tests.support.places import ROOT

FRAMES = 240
LAYERS = {"t": (0, 3), "s": (0, 6), "lightweight": (7, 6)}
"""Depth of dead weight in detector and pose network: it brings the planted pose network to the operations of RTMPose-t
(0.36 G multiplications) and -s (0.68 G), and YOLOX-nano (0.54 G) to those of YOLOX-tiny (3.2 G). rtmlib's own
`mode="lightweight"` runs YOLOX-tiny and RTMPose-s."""
VIVID = planted.COLOURS[np.ptp(planted.COLOURS, axis=1) >= 135][::4][:17]


def _two_people(shared: Path, target: Path) -> NDArray[np.float64]:
    """A lossless video of two photographed people who wear 17 markers each; places (2, 17, 2) in the first frame."""
    photo = np.asarray(cv2.imread(str(shared / "coco" / "000000000785.jpg")), np.uint8)
    grey = cv2.cvtColor(cv2.resize(photo[20:420, 260:560], (450, 600)), cv2.COLOR_BGR2GRAY)
    person = cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)  # no colour but the markers'
    places = np.stack([planted.scatter(17, 250, 400, seed, 20) + [x, 190] for seed, x in ((1, 200), (2, 760))])
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
                for (x, y), (r, g, b) in zip(person_places + shift, VIVID, strict=True):
                    centre = round(float(x) * 16), round(float(y) * 16)
                    cv2.circle(picture, centre, 14 * 16, (float(b), float(g), float(r)), -1, cv2.LINE_AA, 4)
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        container.mux(video.encode(None))
    return places


class Timed:
    """Adds up the time inside a runtime's `run`."""

    def __init__(self, runtime: Any) -> None:
        self.seconds = 0.0
        bare = runtime.run

        def run(batch: Any) -> Any:
            began = time.perf_counter()
            answer = bare(batch)
            self.seconds += time.perf_counter() - began
            return answer

        runtime.run = run


@pytest.mark.parametrize("size", LAYERS)
def test_against_rtmlib(size: str, shared: Path, tmp_path: Path, figure: FigureBook) -> None:
    """Same video, files, one thread per network: rtmlib as its solutions run (YOLOX, RTMPose), and our pipeline."""
    sys.path.insert(0, str(ROOT / ".tools" / "peers"))
    import rtmlib

    _two_people(shared, tmp_path / "two.mp4")
    detector = shared / "weights" / "yolox_nano_bigisland.onnx"
    if LAYERS[size][0]:
        detector = planted.heavier(detector, tmp_path / "detector.onnx", LAYERS[size][0])
    pose = planted.simcc(
        tmp_path / "pose.onnx", VIVID, 192, 256, rtmpose.MEAN, rtmpose.DEVIATION, weight=LAYERS[size][1]
    )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    one_thread = partial(onnxruntime.InferenceSession, sess_options=options)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(onnxruntime, "InferenceSession", one_thread)
        their_detector = rtmlib.YOLOX(str(detector), (416, 416), backend="onnxruntime")
        # Their networks see BGR; a planted network must see its own colours, so the channels are told the other way.
        their_pose = rtmlib.RTMPose(
            str(pose), (192, 256), tuple(rtmpose.MEAN), tuple(rtmpose.DEVIATION), backend="onnxruntime"
        )

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
        finder = TopDownFinder(DetectorNetwork(Yolox(416), boxes), TopDownNetwork(RtmPose(192, 256, "coco_17"), poses))
        began = time.perf_counter()
        frames = work_ahead(read_frames(tmp_path / "two.mp4", 0, FRAMES), 4)
        answers = [bodies.keypoints.joints(BODY_JOINTS).xy for _, bodies in finder.find(frames)]
        return time.perf_counter() - began, answers

    theirs(), ours()
    their_seconds, their_joints = theirs()
    for clock in timed:
        clock.seconds = 0.0
    our_seconds, our_joints = ours()
    inside = sum(clock.seconds for clock in timed)
    apart = []
    for their, our in zip(their_joints, our_joints, strict=True):
        assert len(our) == 2
        apart += [min((np.hypot(*(person - other[:, :2]).T) for other in their), key=np.max) for person in our]
    figure(f"pose.rtmlib_frames_per_second.{size}", FRAMES / their_seconds, "frames/s")
    figure(f"pose.frames_per_second.{size}", FRAMES / our_seconds, "frames/s")
    figure(f"pose.speed_vs_rtmlib.{size}", their_seconds / our_seconds, "x", ">= 2")
    figure(f"pose.share_of_network_limit.{size}", inside / our_seconds, "share", ">= 0.9")
    # rtmlib rounds to half a pixel of the crop, which is 1.2 pixels of this video; we read between the bins.
    figure(f"pose.joints_like_rtmlib.{size}", float(np.mean(np.concatenate(apart) <= 1)), "within 1 px", ">= 0.95")


def test_tracking_of_two_long_videos(figure: FigureBook) -> None:
    performance = perform(Knobs(seconds=90, fps=60))
    cameras = [see(performance, Sight(bystanders=2), seed)[0] for seed in (1, 2)]
    began = time.process_time()
    for bodies in cameras:
        follow_couple(bodies, len(performance.times), 60)
    figure("tracking.seconds", time.process_time() - began, "s", "< 6")
    tracemalloc.start()
    follow_couple(cameras[0], len(performance.times), 60)
    figure("tracking.megabytes", tracemalloc.get_traced_memory()[1] / 2**20, "MB", "< 500")
    tracemalloc.stop()
