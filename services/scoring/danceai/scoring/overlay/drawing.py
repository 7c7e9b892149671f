"""Drawing on frames: skeletons, names, beats and live values. Pure picture in, picture out."""

import cv2
import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import SEEN, KeyPoints
from danceai.common.skeleton import ANKLES, BODY_AND_FEET, HIPS, LIMBS, NOSE, SHOULDERS

Picture = NDArray[np.uint8]
LEAD, FOLLOW = (235, 99, 37), (22, 132, 249)
"""BGR: blue = lead, orange = follow, as everywhere in the product."""
CONTACT = (120, 230, 120)
PLUMB = (60, 220, 250)
INK, PAPER = (250, 250, 250), (24, 20, 18)


def scale_of(picture: Picture) -> float:
    """How large things are drawn: 1 at 720 lines."""
    return float(min(picture.shape[:2])) / 720


def draw_person(picture: Picture, body: KeyPoints, colour: tuple[int, int, int]) -> None:
    """Limbs and joints of one dancer (133,); what was not seen is left out."""
    size = scale_of(picture)
    known = body.known & (body.confidence >= SEEN)
    points = np.nan_to_num(body.xy).round().astype(int)
    for a, b in LIMBS:
        if known[a] and known[b]:
            ends = tuple(points[a].tolist()), tuple(points[b].tolist())
            cv2.line(picture, *ends, (20, 20, 20), round(5 * size), cv2.LINE_AA)
            cv2.line(picture, *ends, colour, round(3 * size), cv2.LINE_AA)
    for index in np.flatnonzero(known[BODY_AND_FEET]):
        if index == NOSE or index >= SHOULDERS[0]:
            cv2.circle(picture, tuple(points[index].tolist()), round(4 * size), INK, -1, cv2.LINE_AA)
            cv2.circle(picture, tuple(points[index].tolist()), round(4 * size), colour, round(2 * size), cv2.LINE_AA)


def draw_text(
    picture: Picture, text: str, at: tuple[int, int], size: float = 0.6, colour: tuple[int, int, int] = INK
) -> None:
    """One line of plain text (ASCII; OpenCV's fonts know no more)."""
    scale = scale_of(picture) * size
    thickness = max(1, round(1.6 * scale))
    cv2.putText(picture, text, at, cv2.FONT_HERSHEY_SIMPLEX, scale, colour, thickness, cv2.LINE_AA)


def draw_contacts(picture: Picture, body: KeyPoints, standing: tuple[float, float]) -> None:
    """A ring on the floor under each foot of a dancer (133,) that stands.

    standing: (left, right) 1 = stands, 0 = travels, NaN unknown.
    """
    size = scale_of(picture)
    for ankle, stands in zip(ANKLES, standing, strict=True):
        if stands == 1 and body.known[ankle] and body.confidence[ankle] >= SEEN:
            x, y = body.xy[ankle].round().astype(int).tolist()
            axes = round(17 * size), round(6 * size)
            cv2.ellipse(picture, (x, y + round(9 * size)), axes, 0, 0, 360, CONTACT, round(2.5 * size), cv2.LINE_AA)


def draw_strip(picture: Picture, values: list[tuple[str, str]], beat: tuple[int, int, float] | None = None) -> None:
    """The strip at the bottom: the count in the bar with a light that fades after the beat, and live values.

    beat: (count from 1, beats per bar, seconds since the beat); None without music.
    """
    size = scale_of(picture)
    height = picture.shape[0]
    strip = round(44 * size)
    picture[height - strip :] = (picture[height - strip :] * 0.25 + np.array(PAPER) * 0.75).astype(np.uint8)
    baseline = height - round(15 * size)
    x = round(16 * size)
    if beat:
        count, per_bar, since = beat
        for number in range(1, per_bar + 1):
            centre = (x + round(10 * size), height - strip // 2)
            on = number == count
            glow = max(0.0, 1 - since / 0.3) if on else 0.0
            fill = tuple(int(70 + glow * c) for c in ((40, 180, 110) if number == 1 else (150, 150, 150)))
            cv2.circle(picture, centre, round((11 if on else 8) * size), fill, -1, cv2.LINE_AA)
            draw_text(picture, str(number), (centre[0] - round(5 * size), centre[1] + round(5 * size)), 0.45)
            x += round(30 * size)
        x += round(14 * size)
    for name, value in values:
        draw_text(picture, name, (x, baseline), 0.5, (170, 170, 170))
        x += round((len(name) * 10 + 8) * size)
        draw_text(picture, value, (x, baseline), 0.55)
        x += round((len(value) * 11 + 26) * size)


def draw_axes(picture: Picture, poses: KeyPoints) -> None:
    """What a trainer would draw: a plumb line through each dancer's hips, and the line through the trunk."""
    size = scale_of(picture)
    for body in poses:
        middles = [body.joints(pair).xy.mean(0) for pair in (HIPS, SHOULDERS)]
        if not np.isfinite(middles).all():
            continue
        hip, top = (middle.round().astype(int) for middle in middles)
        tall = int(1.7 * np.hypot(*(top - hip)))
        ends = (int(hip[0]), int(hip[1])), (int(hip[0]), int(hip[1]) - tall)
        for start in range(0, tall, max(round(12 * size), 1)):
            dash = (ends[0][0], ends[0][1] - start), (ends[0][0], ends[0][1] - min(start + round(6 * size), tall))
            cv2.line(picture, *dash, PLUMB, max(1, round(1.5 * size)), cv2.LINE_AA)
        reach = hip + (top - hip) * 1.7
        cv2.line(picture, ends[0], (int(reach[0]), int(reach[1])), PLUMB, max(1, round(2 * size)), cv2.LINE_AA)


def draw_couple(picture: Picture, poses: KeyPoints) -> None:
    """Both dancers of one frame (2, 133), lead in blue, follow in orange."""
    draw_person(picture, poses[1], FOLLOW)
    draw_person(picture, poses[0], LEAD)
