"""Change of the hold's shape (JS 2.1, PS 'physical connection')."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.common.skeleton import ELBOWS, SHOULDERS, WRISTS
from danceai.scoring.criteria.units import SHARE
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, summarise
from danceai.scoring.metrics.metric import Adds, Curve, Metric, Words

CALM = 2.0
"""Seconds over which the median shape is taken: a couple that turns shows another side"""
HOLD = (*SHOULDERS, *ELBOWS, *WRISTS)


def measure(dancing: Dancing) -> Measurement:
    """Procrustes distance of shoulders, elbows and wrists to their two-second median, in shares of the shape's size.

    Twelve points of both dancers, moved, turned and scaled onto the couple's own median shape; median over frames.
    Source: own definition after Kendall's shape distance.
    """
    couple = dancing.couple
    points = np.concatenate([person.xy[:, HOLD] for person in couple.people], axis=1)
    whole = np.isfinite(points).all(axis=(1, 2))
    # As complex numbers, turning a shape is multiplying it: the size of a product is what turning cannot change.
    shape = points[..., 0] + 1j * points[..., 1]
    shape = shape - shape.mean(1, keepdims=True)
    shape = shape / np.linalg.norm(shape, axis=1, keepdims=True)
    reference = couple.calm(shape.real, CALM) + 1j * couple.calm(shape.imag, CALM)
    reference /= np.linalg.norm(reference, axis=1, keepdims=True)
    agreement = np.abs((shape.conj() * reference).sum(1))
    return summarise(np.where(whole, np.sqrt(np.clip(1 - agreement**2, 0, 1)), np.nan), dancing)


METRIC = Metric(
    name="frame_shape",
    component="PS",
    deficit="hold",
    unit=SHARE,
    measure=measure,
    curve=Curve(((0.02, 9.5), (0.06, 8), (0.12, 6), (0.22, 3.5), (0.4, 1)), weight=0.5),
    adds=Adds.SQUARE,
    place=1,
    words={
        Language.EN: Words(
            "Change of the hold's shape",
            "Hold: the shape of the hold changes by {value} of its size. Shoulders, elbows and hands are one frame "
            "that travels as a whole.",
        ),
        Language.DE: Words(
            "Änderung der Fassung",
            "Fassung: Die Form der Fassung ändert sich um {value} ihrer Größe. Schultern, Ellbogen und Hände sind ein "
            "Rahmen, der als Ganzes reist.",
        ),
        Language.RU: Words(
            "Изменение формы рамки",
            "Позиция рук: форма рамки меняется на {value} её размера. Плечи, локти и кисти — одна рамка, которая "
            "движется целиком.",
        ),
        Language.ZH: Words("握持形状变化", "握持：框架形状变化为其大小的 {value}。肩、肘、手是一个整体移动的框架。"),
    },
)
