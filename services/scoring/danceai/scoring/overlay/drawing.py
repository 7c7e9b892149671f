"""Drawing on pictures: skeletons, names, beats and live values. Pure: changes nothing but the canvas."""

import numpy as np

from danceai.common.poses import SEEN, KeyPoints
from danceai.common.skeleton import ANKLES, BODY_AND_FEET, HIPS, LIMBS, NOSE, SHOULDERS
from danceai.scoring.overlay.canvas import Canvas, Colour

LEAD, FOLLOW = (235, 99, 37), (22, 132, 249)
"""BGR: blue = lead, orange = follow, as everywhere in the product."""
OUTLINE = (20, 20, 20)
CONTACT = (120, 230, 120)
PLUMB = (60, 220, 250)
INK, FAINT, PAPER = (250, 250, 250), (170, 170, 170), (24, 20, 18)
STRIP = 44
"""Height of the strip at 720 lines"""
ENDS = np.array(LIMBS)
MARKED = np.array([joint for joint in range(BODY_AND_FEET.stop) if joint == NOSE or joint >= SHOULDERS[0]])
"""Joints that are drawn as dots: of the face, the nose alone"""


def draw_person(canvas: Canvas, body: KeyPoints, colour: Colour) -> None:
    """Limbs and joints of one dancer (133,); what was not seen is left out."""
    size = canvas.size
    known = body.known & (body.confidence >= SEEN)
    limbs = body.xy[ENDS[known[ENDS].all(1)]]
    canvas.lines(limbs, OUTLINE, 5 * size)
    canvas.lines(limbs, colour, 3 * size)
    joints = body.xy[MARKED[known[MARKED]]]
    canvas.dots(joints, colour, 5 * size)
    canvas.dots(joints, INK, 3 * size)


def draw_text(canvas: Canvas, text: str, at: tuple[int, int], size: float = 0.6, colour: Colour = INK) -> None:
    """One line of plain text."""
    canvas.text(text, at, size, colour)


def draw_contacts(canvas: Canvas, body: KeyPoints, standing: tuple[float, float]) -> None:
    """A ring on the floor under each foot of a dancer (133,) that stands.

    standing: (left, right) 1 = stands, 0 = travels, NaN unknown.
    """
    size = canvas.size
    stands = [
        ankle
        for ankle, stood in zip(ANKLES, standing, strict=True)
        if stood == 1 and body.known[ankle] and body.confidence[ankle] >= SEEN
    ]
    canvas.rings(body.xy[stands] + (0, 9 * size), CONTACT, (17 * size, 6 * size), 2.5 * size)


def draw_strip(canvas: Canvas, values: list[tuple[str, str]], beat: tuple[int, int, float] | None = None) -> None:
    """The strip at the bottom: the count in the bar with a light that fades after the beat, and live values.

    beat: (count from 1, beats per bar, seconds since the beat); None without music.
    """
    size, height = canvas.size, canvas.height
    strip = round(STRIP * size)
    canvas.shade(height - strip, PAPER, 0.75)
    baseline = height - round(15 * size)
    x = round(16 * size)
    if beat:
        count, per_bar, since = beat
        for number in range(1, per_bar + 1):
            centre = (x + round(10 * size), height - strip // 2)
            on = number == count
            glow = max(0.0, 1 - since / 0.3) if on else 0.0
            red, green, blue = (int(70 + glow * c) for c in ((40, 180, 110) if number == 1 else (150, 150, 150)))
            canvas.dots(np.array([centre], float), (red, green, blue), (11 if on else 8) * size)
            draw_text(canvas, str(number), (centre[0] - round(5 * size), centre[1] + round(5 * size)), 0.45)
            x += round(30 * size)
        x += round(14 * size)
    for name, value in values:
        draw_text(canvas, name, (x, baseline), 0.5, FAINT)
        x += round((len(name) * 10 + 8) * size)
        draw_text(canvas, value, (x, baseline), 0.55)
        x += round((len(value) * 11 + 26) * size)


def draw_axes(canvas: Canvas, poses: KeyPoints) -> None:
    """What a trainer would draw: a plumb line through each dancer's hips, and the line through the trunk."""
    size = canvas.size
    for body in poses:
        hip, top = (body.joints(pair).xy.mean(0) for pair in (HIPS, SHOULDERS))
        if not np.isfinite([hip, top]).all():
            continue
        tall = 1.7 * float(np.hypot(*(top - hip)))
        starts = np.arange(0, tall, max(12 * size, 1))
        heights = np.stack([starts, np.minimum(starts + 6 * size, tall)], 1)
        dashes = np.stack([np.full_like(heights, hip[0]), hip[1] - heights], 2)
        canvas.lines(dashes, PLUMB, 1.5 * size)
        canvas.lines(np.stack([hip, hip + (top - hip) * 1.7])[None], PLUMB, 2 * size)


def draw_couple(canvas: Canvas, poses: KeyPoints) -> None:
    """Both dancers of one frame (2, 133), lead in blue, follow in orange."""
    draw_person(canvas, poses[1], FOLLOW)
    draw_person(canvas, poses[0], LEAD)
