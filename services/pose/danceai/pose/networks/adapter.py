"""What an adapter tells of itself: everything that depends on which network it is, in one place.

A module of `networks.adapters` names its own in `ADAPTERS`; nothing else has to know of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from danceai.pose.networks.answers import Detector, OneStage, TopDown
from danceai.pose.networks.layouts import LAYOUTS
from danceai.pose.networks.network import DetectorNetwork, Network, OneStageNetwork, TopDownNetwork
from danceai.pose.networks.runtimes.base import Runtime

Finds = Literal["boxes", "joints"]
BOXES = "boxes"
"""What stands for the joints of a network that finds none"""
WEAK_BOX = 0.15
"""Least score of a detector's box: small and half hidden people score low, and the pose inside tells who is one."""


@dataclass(frozen=True)
class Shape:
    """What a registered network wants and gives."""

    width: int
    height: int
    """Pixels of the input"""
    keypoints: str
    """Layout of the joints (see `layouts`), or BOXES"""

    @property
    def joints(self) -> int:
        """How many joints it gives."""
        return LAYOUTS[self.keypoints].joints


@dataclass(frozen=True, slots=True)
class Port:
    """One input or output of a served network: name and dimensions without the batch; -1 = any."""

    name: str
    dims: tuple[int, ...]
    kind: str = "TYPE_FP32"


@dataclass(frozen=True)
class Served:
    """How a server describes such a network."""

    outputs: Callable[[Shape], list[Port]]
    largest_batch: int
    input: str = "input"


@dataclass(frozen=True)
class Adapter:
    """One kind of networks."""

    name: str
    looks_at: Literal["picture", "person"]
    """The whole picture or a region of it, or the crop around one person, whom another network must have found"""
    finds: Finds
    keypoints: tuple[str, ...]
    """What a network of this kind may be told to find"""
    connect: Callable[[Shape, Runtime], Network]
    inner_outputs: tuple[str, ...] = ()
    """Tensors inside of the graph that are wanted instead of its own outputs, by their names in the published file"""
    served: Served | None = None
    """None: nothing is known of such a network on a server"""
    assists: bool = False
    """Whether it looks only where another network expects two dancers and is sure of one"""

    def needs(self, keypoints: str) -> tuple[Finds, ...]:
        """What another network may find for it, so that it knows where to look; none where it looks at pictures.

        Who is found with the body's joints already is looked at again only for what lies beyond them, or by a network
        that assists.
        """
        if self.assists:
            return ("joints",)
        if self.looks_at == "picture":
            return ()
        return ("boxes", "joints") if LAYOUTS[keypoints].beyond_body else ("boxes",)


def declare_one_stage(
    name: str,
    build: Callable[[Shape], OneStage],
    *,
    inner_outputs: tuple[str, ...] = (),
    served: Served | None = None,
    assists: bool = False,
) -> Adapter:
    """A kind of networks that find everybody's body in one pass."""
    return Adapter(
        name,
        "picture",
        "joints",
        ("coco_17",),
        lambda shape, runtime: OneStageNetwork(build(shape), runtime),
        inner_outputs,
        served,
        assists,
    )


def declare_top_down(
    name: str, build: Callable[[Shape], TopDown], keypoints: tuple[str, ...], *, served: Served | None = None
) -> Adapter:
    """A kind of networks that find one person's joints in a crop."""
    return Adapter(
        name, "person", "joints", keypoints, lambda shape, runtime: TopDownNetwork(build(shape), runtime), served=served
    )


def declare_detector(name: str, build: Callable[[Shape], Detector], *, served: Served | None = None) -> Adapter:
    """A kind of networks that find people's boxes."""
    return Adapter(
        name, "picture", "boxes", (BOXES,), lambda shape, runtime: DetectorNetwork(build(shape), runtime), served=served
    )
