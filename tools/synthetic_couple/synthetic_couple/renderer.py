"""A z-buffer with vertex colours, two lights, a shadow on a wooden floor and a wall."""

import cv2
import numba
import numpy as np
from numpy.typing import NDArray

from synthetic_couple.bodies import Floats
from synthetic_couple.camera import Camera
from synthetic_couple.clothes import Faces, Part, normals
from synthetic_couple.geometry import Array, unit

KEY_LIGHT, FILL_LIGHT = unit(np.array([-0.45, -0.65, 0.75])), unit(np.array([0.8, -0.35, 0.35]))
WALL_DEPTH = 3.2
SUPERSAMPLING = 2
FAR = np.float32(1e9)


@numba.njit(cache=True, fastmath=True)
def fill_triangles(
    points: Floats,
    colours: Floats,
    faces: Faces,
    person: int,
    image: Floats,
    depth: Floats,
    owners: NDArray[np.uint8],
    first_x: int,
    first_y: int,
) -> None:
    """Draw triangles into a window of the picture, whose first column and row are `first_x` and `first_y`."""
    height, width = depth.shape
    for t in range(faces.shape[0]):
        a, b, c = faces[t, 0], faces[t, 1], faces[t, 2]
        x0, y0, x1, y1, x2, y2 = points[a, 0], points[a, 1], points[b, 0], points[b, 1], points[c, 0], points[c, 1]
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if area == 0:
            continue
        left = max(first_x, int(np.floor(min(x0, x1, x2))))
        right = min(first_x + width - 1, int(np.ceil(max(x0, x1, x2))))
        top = max(first_y, int(np.floor(min(y0, y1, y2))))
        bottom = min(first_y + height - 1, int(np.ceil(max(y0, y1, y2))))
        for y in range(top, bottom + 1):
            for x in range(left, right + 1):
                w1 = ((x + 0.5 - x0) * (y2 - y0) - (x2 - x0) * (y + 0.5 - y0)) / area
                w2 = ((x1 - x0) * (y + 0.5 - y0) - (x + 0.5 - x0) * (y1 - y0)) / area
                w0 = 1 - w1 - w2
                if w0 < 0 or w1 < 0 or w2 < 0:
                    continue
                z = w0 * points[a, 2] + w1 * points[b, 2] + w2 * points[c, 2]
                row, column = y - first_y, x - first_x
                if z < depth[row, column]:
                    depth[row, column] = z
                    owners[row, column] = person
                    for k in range(3):
                        image[row, column, k] = w0 * colours[a, k] + w1 * colours[b, k] + w2 * colours[c, k]


def _shade(part: Part, camera: Camera) -> Floats:
    surface = normals(part.vertices, part.faces)
    view = camera.centre - part.vertices
    view /= np.linalg.norm(view, axis=1, keepdims=True)
    facing = (surface * view).sum(1, keepdims=True)
    if part.two_sided:
        surface = np.where(facing < 0, -surface, surface).astype(np.float32)
    light = 0.34 + 0.62 * np.clip(surface @ KEY_LIGHT, 0, 1) + 0.22 * np.clip(surface @ FILL_LIGHT, 0, 1)
    half = view + KEY_LIGHT
    half /= np.linalg.norm(half, axis=1, keepdims=True)
    gloss = 0.10 * np.clip((surface * half).sum(1), 0, 1) ** 24
    shaded = part.colours * (light + 0.10 * surface[:, 2])[:, None] + gloss[:, None]
    return np.asarray(np.clip(shaded, 0, 1), np.float32)


def studio(camera: Camera, seed: int = 0) -> Floats:
    """The empty room: parquet, panelled wall and skirting board, (height, width, 3) RGB in 0..1."""
    rng = np.random.default_rng(seed)
    rays = camera.rays()
    with np.errstate(divide="ignore"):
        to_floor = np.where(rays[..., 2] < 0, -camera.centre[2] / np.minimum(rays[..., 2], -1e-6), 1e9)
        to_wall = (WALL_DEPTH - camera.centre[1]) / np.where(rays[..., 1] > 1e-6, rays[..., 1], 1e-6)
    floor = to_floor < to_wall
    x = camera.centre[0] + rays[..., 0] * np.where(floor, to_floor, to_wall)
    y = camera.centre[1] + rays[..., 1] * to_floor
    z = camera.centre[2] + rays[..., 2] * to_wall
    row = np.floor(y / 0.12)
    column = np.floor((x + row * 0.37) / 1.1)
    tone = rng.random((997, 997))[row.astype(int) % 997, column.astype(int) % 997]
    grain = 0.03 * np.sin(x * 9 + row * 7.0) * np.sin(x * 41 + row)
    wood = np.array([0.62, 0.44, 0.28]) * (0.78 + 0.22 * tone + grain)[..., None]
    wood[np.abs((y / 0.12) % 1 - 0.5) > 0.47] *= 0.8
    wall = np.array([0.74, 0.73, 0.70]) * (1.0 - 0.11 * np.abs(z - 2.0))[..., None]
    wall[np.abs((x / 1.6) % 1 - 0.5) > 0.485] *= 0.9
    wall[z < 0.14] = (0.86, 0.85, 0.83)
    room = np.clip(np.where(floor[..., None], wood, wall), 0, 1) ** 0.9
    return np.asarray(cv2.GaussianBlur(room, (0, 0), 0.8), np.float32)


def mirrored(part: Part) -> Part:
    """The part's reflection in the back wall, a little darker; it belongs to nobody."""
    flipped = part.vertices * np.array([1, -1, 1], np.float32) + np.array([0, 2 * WALL_DEPTH, 0], np.float32)
    return Part(
        flipped,
        np.ascontiguousarray(part.faces[:, ::-1]),
        np.asarray(part.colours * 0.72, np.float32),
        0,
        part.two_sided,
    )


def _shadow(image: Floats, parts: list[Part], camera: Camera) -> None:
    mask = np.zeros((image.shape[0] // 2, image.shape[1] // 2), np.uint8)
    for part in parts:
        flat: Array = part.vertices - KEY_LIGHT * (part.vertices[:, 2:3] / KEY_LIGHT[2]) * np.array([0.35, 0.35, 1])
        flat[:, 2] = 0
        corners = np.round(camera.project(flat)[:, :2] / 2).astype(np.int32)
        for triangle in corners[part.faces[::3]]:
            cv2.fillConvexPoly(mask, triangle, 255)
    soft = cv2.GaussianBlur(cv2.dilate(mask, np.ones((3, 3))), (0, 0), 5)
    image *= 1 - 0.42 * cv2.resize(soft, (image.shape[1], image.shape[0]))[..., None] / 255.0


def _window(points: list[Array], width: int, height: int) -> tuple[slice, slice]:
    """Rows and columns of the picture that hold all points; one of each where they are all outside."""
    low = np.floor(np.min([places[:, :2].min(0) for places in points], axis=0)).astype(int) - 1
    high = np.ceil(np.max([places[:, :2].max(0) for places in points], axis=0)).astype(int) + 2
    left, top = (int(edge) for edge in np.clip(low, 0, (width - 1, height - 1)))
    right, bottom = (int(edge) for edge in np.clip(high, 1, (width, height)))
    return slice(top, max(bottom, top + 1)), slice(left, max(right, left + 1))


def render(parts: list[Part], camera: Camera, room: Floats) -> tuple[NDArray[np.uint8], NDArray[np.uint8], Floats]:
    """One frame: BGR picture, who owns each pixel (0 nobody, 1 man, 2 woman) and depth in metres.

    Only the window in which somebody is gets the finer grid on which edges are smoothed.
    """
    height, width = room.shape[:2]
    image = room.copy()
    _shadow(image, [part for part in parts if part.vertices[:, 1].min() < WALL_DEPTH], camera)
    scale = SUPERSAMPLING
    points = [camera.project(part.vertices.astype(np.float64)) for part in parts]
    window = rows, columns = _window(points, width, height)
    size = columns.stop - columns.start, rows.stop - rows.start
    finer = size[0] * scale, size[1] * scale
    canvas = np.asarray(cv2.resize(image[window], finer, interpolation=cv2.INTER_NEAREST), np.float32)
    fine_depth = np.full(canvas.shape[:2], FAR)
    fine_owners = np.zeros(canvas.shape[:2], np.uint8)
    corner = columns.start * scale, rows.start * scale
    for part, places in zip(parts, points, strict=True):
        places[:, :2] *= scale
        drawn = places.astype(np.float32), _shade(part, camera), part.faces, part.person
        fill_triangles(*drawn, canvas, fine_depth, fine_owners, *corner)
    image[window] = cv2.resize(canvas, size, interpolation=cv2.INTER_AREA)
    depth, owners = np.full((height, width), FAR), np.zeros((height, width), np.uint8)
    depth[window], owners[window] = fine_depth[::scale, ::scale], fine_owners[::scale, ::scale]
    bgr = (np.clip(image[..., ::-1], 0, 1) * 255 + 0.5).astype(np.uint8)
    return bgr, owners, depth
