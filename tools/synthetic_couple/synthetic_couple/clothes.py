"""What the two wear: vertex colours by dominant bone, cloth as inflation, skirt and jacket as cones."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthetic_couple.bodies import Body, Floats, baked
from synthetic_couple.choreography import Choreography
from synthetic_couple.geometry import Array, turn
from synthetic_couple.posing import Posed

SUIT, DRESS, HAIR = (0.07, 0.075, 0.10), (0.70, 0.08, 0.16), (0.33, 0.19, 0.10)
Faces = NDArray[np.int32]


@dataclass(frozen=True)
class Part:
    """A mesh with a colour per vertex; `person` is what the id buffer records (0 = nobody)."""

    vertices: Floats
    faces: Faces
    colours: Floats
    person: int
    two_sided: bool = False


def normals(vertices: Floats, faces: Faces) -> Floats:
    """Unit normals per vertex, (n, 3)."""
    corner = vertices[faces[:, 0]]
    face = np.cross(vertices[faces[:, 1]] - corner, vertices[faces[:, 2]] - corner)
    summed = np.stack([np.bincount(faces.ravel(), np.repeat(face[:, k], 3), len(vertices)) for k in range(3)], 1)
    return np.asarray(summed / (np.linalg.norm(summed, axis=1, keepdims=True) + 1e-12), np.float32)


class Dressed:
    """A body with its paint; `mesh` gives the clothed, posed vertices."""

    def __init__(self, body: Body, suit: tuple[float, float, float] = SUIT) -> None:
        self.body = body
        self.man = body.name == "man"
        self.inflation = np.zeros(len(body.vertices), np.float32)
        skin = (0.80, 0.62, 0.52) if self.man else (0.84, 0.66, 0.56)
        self.colours = np.tile(np.array(skin), (len(body.vertices), 1))
        self._paint_head()
        if self.man:
            self._paint_suit(suit)
        else:
            self._paint_dress()
        self.colours = self.colours.astype(np.float32)
        surface = normals(body.vertices, baked().faces)
        self.clothed = body.vertices + surface * self.inflation[:, None]

    def _on(self, *prefixes: str) -> NDArray[np.bool_]:
        return np.array([bone.startswith(prefixes) for bone in baked().dominant])

    def _wear(self, where: NDArray[np.bool_], colour: tuple[float, float, float], thickness: float) -> None:
        self.colours[where] = colour
        self.inflation[where] = thickness

    def _paint_head(self) -> None:
        x, y, z = self.body.vertices.T
        head = self._on("head", "eye", "neck03")
        origin = self.body.head_of("head")
        size = z[head].max() - origin[2]
        crown = z > origin[2] + (0.80 if self.man else 0.74) * size
        back = (y > origin[1] + (0.035 if self.man else 0.02)) & (z > origin[2] + (0.18 if self.man else 0.05) * size)
        self._wear(head & (crown | back), (0.12, 0.08, 0.06) if self.man else (0.35, 0.20, 0.10), 0.012)
        eye = self.body.head_of("eye.L")
        face = head & (y < origin[1] - 0.05)
        across = np.abs(x)
        self.colours[self._on("eye")] = (0.92, 0.92, 0.92)
        self.colours[self._on("eye") & (np.hypot(across - eye[0], z - eye[2]) < 0.008)] = (0.08, 0.06, 0.05)
        brow = face & (np.abs(z - eye[2] - 0.022) < 0.004) & (np.abs(across - eye[0] - 0.003) < 0.016)
        self.colours[brow] *= 0.55
        lips = face & (np.abs(z - eye[2] + 0.072) < 0.009) & (across < 0.026)
        self.colours[lips] = (0.66, 0.32, 0.30) if self.man else (0.72, 0.16, 0.18)

    def _paint_suit(self, suit: tuple[float, float, float]) -> None:
        x, y, z = self.body.vertices.T
        torso = self._on("spine", "clavicle", "shoulder", "root", "pelvis")
        self._wear(self._on("upperleg", "lowerleg", "pelvis", "root"), suit, 0.014)
        self._wear(self._on("foot", "toe"), (0.03, 0.03, 0.03), 0.006)
        self._wear(torso | self._on("upperarm", "lowerarm"), suit, 0.014)
        shirt = torso & (y < 0) & (z > 1.12) & (np.abs(x) < 0.015 + 0.18 * (z - 1.12))
        self.colours[shirt] = (0.93, 0.93, 0.93)
        self.colours[self._on("neck01", "neck02") & (z < self.body.head_of("neck02")[2] + 0.01)] = (0.95, 0.95, 0.95)

    def _paint_dress(self) -> None:
        x, y, z = self.body.vertices.T
        torso = self._on("spine", "clavicle", "shoulder", "root", "pelvis")
        collar = self.body.head_of("clavicle.L")[2]
        bodice = (torso | self._on("upperleg", "lowerleg")) & (z < collar - 0.07 + 0.9 * np.clip(-y, 0, 0.04))
        self._wear(bodice, DRESS, 0.006)
        self.colours[torso & (z >= collar - 0.09) & (np.abs(np.abs(x) - 0.11) < 0.02)] = DRESS
        self._wear(self._on("foot", "toe"), (0.75, 0.60, 0.45), 0.004)

    def mesh(self, posed: Posed, person: int) -> Part:
        """The clothed body where it stands."""
        vertices = self.body.skin(posed.rotations, posed.places, self.clothed)
        return Part(vertices.astype(np.float32), baked().faces, self.colours, person)


def _tube_faces(around: int, rings: int) -> Faces:
    i = np.arange(around)
    j = (i + 1) % around
    strips = []
    for ring in range(rings - 1):
        start = ring * around
        strips.append(np.stack([start + i, start + around + i, start + j], 1))
        strips.append(np.stack([start + j, start + around + i, start + around + j], 1))
    return np.concatenate(strips).astype(np.int32)


def _part(vertices: list[Array], faces: Faces, colour: tuple[float, float, float], person: int) -> Part:
    stacked = np.concatenate(vertices).astype(np.float32)
    return Part(stacked, faces, np.tile(np.array(colour, np.float32), (len(stacked), 1)), person, two_sided=True)


def skirt(posed: Posed, choreography: Choreography, t: float, person: int) -> Part:
    """A wide skirt that lags behind travel and turn by a tenth of a second."""
    around, rings = 96, 26
    angle = np.linspace(0, 2 * np.pi, around, endpoint=False)
    top = posed.at("spine05") + posed.turned("root") @ np.array([0, -0.014, 0.06])
    (place, yaw), (before, yaw_before) = choreography.path(t - 0.10), choreography.path(t - 0.11)
    velocity, turning = (place - before) / 0.01, (yaw - yaw_before) / 0.01
    vertices = []
    for ring in range(rings):
        f = ring / (rings - 1)
        ripple = 1 + 0.075 * f * np.cos(11 * angle + 0.8 * np.sin(3 * angle) + turning * 0.25 * f)
        x = (0.138 + 0.06 * np.sqrt(f) + 0.26 * f**1.3) * ripple * np.cos(angle)
        y = (0.112 + 0.055 * np.sqrt(f) + 0.24 * f**1.3) * ripple * np.sin(angle)
        y = np.where(y < 0, y * (1 - 0.42 * f), y * (1 + 0.12 * f))
        twisted = np.stack([x, y, np.zeros(around)], 1) @ turn(posed.heading - turning * 0.10 * f).T
        height = top[2] * (1 - f) + 0.16 * f + 0.012 * f * np.cos(5 * angle)
        drag = -velocity * np.array([1, 1, 0]) * 0.10 * f * f
        vertices.append(twisted + top * [1, 1, 0] + drag + np.stack([0 * height, 0 * height, height], 1))
    return _part(vertices, _tube_faces(around, rings), DRESS, person)


def jacket(posed: Posed, person: int) -> Part:
    """The suit below the waist."""
    around, rings = 48, 8
    angle = np.linspace(0, 2 * np.pi, around, endpoint=False)
    upper, lower = posed.turned("spine04"), posed.turned("root")
    top = posed.at("spine04") + upper @ np.array([0, -0.060, 0.06])
    hem = posed.at("root") + lower @ np.array([0, -0.050, -0.11])
    vertices = []
    for ring in range(rings):
        f = ring / (rings - 1)
        x = (0.150 + 0.046 * np.sqrt(f)) * np.cos(angle)
        y = (0.108 + 0.030 * np.sqrt(f)) * np.sin(angle) + 0.004
        frame = upper if f < 0.5 else lower
        vertices.append(np.stack([x, y, np.zeros(around)], 1) @ frame.T + top * (1 - f) + hem * f)
    return _part(vertices, _tube_faces(around, rings), SUIT, person)


def bun(posed: Posed, person: int) -> Part:
    """Her hair, tied at the back."""
    around, rings = 20, 12
    theta = np.linspace(0, 2 * np.pi, around, endpoint=False)
    phi = np.linspace(0, np.pi, rings)
    ball = np.stack(
        [
            np.outer(np.sin(phi), np.cos(theta)),
            np.outer(np.sin(phi), np.sin(theta)),
            np.outer(np.cos(phi), np.ones(around)),
        ],
        2,
    ).reshape(-1, 3)
    head = posed.turned("head")
    centre = posed.at("head") + head @ np.array([0, 0.135, 0.075])
    return _part([(ball * [0.045, 0.04, 0.045]) @ head.T + centre], _tube_faces(around, rings), HAIR, person)
