"""The debug overlay: every detected body as a ghost, which of them tracking took, and in what state it was. Pure.

It shows why a mirror image or somebody else's couple was taken, or one dancer lost.
"""

import io
from dataclasses import dataclass

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from danceai.common.poses import BodyTable
from danceai.common.skeleton import TRUNK
from danceai.scoring.overlay.canvas import Canvas
from danceai.scoring.overlay.drawing import FOLLOW, LEAD, draw_person, draw_strip, draw_text

GHOST = (150, 150, 150)


@dataclass(frozen=True)
class Tracking:
    """Per frame (frames,): state, and which body of the frame is lead and follow (-1 = none)."""

    state: list[str]
    lead: NDArray[np.int16]
    follow: NDArray[np.int16]
    reference_height: str
    """Pixels: how tall the couple's bodies are taken to be"""


def read_tracking(data: bytes, *, swapped: bool = False) -> Tracking:
    """The track.parquet that pose has stored. swapped: whether the lead that was found is the follow."""
    table = pq.read_table(io.BytesIO(data))
    metadata = table.schema.metadata or {}
    lead, follow = (table.column(name).to_numpy() for name in ("lead", "follow"))
    if swapped:
        lead, follow = follow, lead
    height = metadata.get(b"reference_height", b"").decode()
    return Tracking(table.column("state").to_pylist(), lead, follow, height)


def draw_debug(canvas: Canvas, number: int, bodies: BodyTable, tracking: Tracking) -> None:
    """Ghost skeletons, numbered dots and the bottom bar of one frame."""
    rows = np.flatnonzero(bodies.frame == number)
    chosen = {int(tracking.lead[number]): LEAD, int(tracking.follow[number]): FOLLOW}
    size = canvas.size
    for row in rows:
        person = int(bodies.person[row])
        colour = chosen.get(person, GHOST)
        body = bodies.keypoints[row]
        draw_person(canvas, body, colour)
        trunk = body.joints(TRUNK).xy
        trunk = trunk[np.isfinite(trunk).all(1)]
        if len(trunk):
            middle = trunk.mean(0)
            canvas.dots(middle[None], colour, 11 * size)
            x, y = middle.round().astype(int).tolist()
            draw_text(canvas, str(person), (x - round(5 * size), y + round(5 * size)), 0.5)
    lead, follow = (str(n) if n >= 0 else "-" for n in (int(tracking.lead[number]), int(tracking.follow[number])))
    values = [
        ("frame", str(number)),
        ("bodies", str(len(rows))),
        ("state", tracking.state[number]),
        ("lead", lead),
        ("follow", follow),
        ("reference", f"{tracking.reference_height} px"),
    ]
    draw_strip(canvas, values)
