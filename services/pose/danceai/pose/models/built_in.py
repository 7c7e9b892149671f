"""The pose models every installation starts with: where a network runs, what its tensors mean, where its file is.

Files of `litert` entries come with `danceai models pull`, our own with the package (folder `own`). Files of
`onnxruntime` and `triton` entries are on no package index: the operator puts them into the models folder or the Triton
repository, under the names given here.
"""

from danceai.pose.models.entry import ModelEntry
from danceai.pose.networks.calibration import Calibration, Knots

THUNDER: Knots = ((0.0, 0.0), (0.11, 0.18), (0.2, 0.26), (0.31, 0.35), (0.41, 0.39), (0.5, 0.56), (0.7, 0.6))
"""What MoveNet Thunder's confidences mean, by 5,440 joints of 160 drawn couples (`danceai evaluate confidences`): low
ones are right more often than its sister's, and from .6 on they say no more: nine joints of ten are right"""


def _declare_rtm(name: str, keypoints: str, width: int, height: int, adapter: str = "rtmpose") -> ModelEntry:
    people = "rtmdet-m" if keypoints == "coco_17" else "rtmo-l"
    return ModelEntry(name, "triton", adapter, name.replace("-", "_"), width, height, keypoints, detector=people)


BUILT_IN = (
    ModelEntry(
        "movenet-multipose-lightning",
        "litert",
        "movenet_maps",
        "movenet_multipose_lightning.tflite",
        288,
        288,
        "coco_17",
    ),
    ModelEntry(
        "movenet-multipose-couples",
        "litert",
        "movenet_couples",
        "movenet_multipose_couples.tflite",
        288,
        288,
        "coco_17",
        detector="movenet-multipose-lightning",
        default=True,
    ),
    ModelEntry(
        "movenet-multipose-plain",
        "litert",
        "movenet_multipose",
        "movenet_multipose_lightning.tflite",
        320,
        320,
        "coco_17",
    ),
    ModelEntry("blazepose-detector", "litert", "blazepose_detector", "pose_detection.tflite", 224, 224, "boxes"),
    ModelEntry(
        "blazepose-full",
        "litert",
        "blazepose",
        "pose_landmark_full.tflite",
        256,
        256,
        "blazepose_33",
        detector="movenet-multipose-lightning",
    ),
    ModelEntry("rtmdet-nano", "onnxruntime", "rtmdet", "rtmdet_nano_person_end2end.onnx", 320, 320, "boxes"),
    ModelEntry("yolox-nano", "onnxruntime", "yolox", "yolox_nano.onnx", 416, 416, "boxes"),
    ModelEntry(
        "movenet-thunder",
        "onnxruntime",
        "movenet_single",
        "movenet_thunder.onnx",
        256,
        256,
        "coco_17",
        detector="rtmdet-nano",
        default=True,
        calibration=Calibration(THUNDER),
    ),
    ModelEntry("rtmo-l", "triton", "rtmo", "rtmo_l", 640, 640, "coco_17", default=True),
    ModelEntry("rtmo-m", "triton", "rtmo", "rtmo_m", 640, 640, "coco_17"),
    ModelEntry("rtmo-s", "triton", "rtmo", "rtmo_s", 640, 640, "coco_17"),
    ModelEntry("rtmdet-m", "triton", "rtmdet", "rtmdet_m", 640, 640, "boxes"),
    ModelEntry("yolox-m", "triton", "yolox", "yolox_m", 640, 640, "boxes"),
    _declare_rtm("rtmpose-s", "coco_17", 192, 256),
    _declare_rtm("rtmpose-m", "coco_17", 192, 256),
    _declare_rtm("rtmpose-l", "coco_17", 192, 256),
    _declare_rtm("rtmpose-m-halpe", "halpe_26", 192, 256),
    _declare_rtm("rtmw-m", "wholebody_133", 192, 256),
    _declare_rtm("rtmw-l", "wholebody_133", 192, 256),
    _declare_rtm("rtmw-l-384", "wholebody_133", 288, 384),
    _declare_rtm("dwpose-m", "wholebody_133", 192, 256),
    _declare_rtm("dwpose-l-384", "wholebody_133", 288, 384),
    ModelEntry(
        "alphapose-se-resnet50",
        "triton",
        "heatmap",
        "alphapose_se_resnet50",
        192,
        256,
        "coco_17",
        licence="non-commercial: the operator supplies the weights and answers for their licence",
        detector="yolox-m",
    ),
)
