"""Rocking from side to side over the feet (JS 2.1, TQ 4 'balance')."""

from functools import cache

import numpy as np
from scipy.signal import butter, sosfiltfilt

from danceai.common.contracts.base import Language
from danceai.common.skeleton import HIPS, SHOULDERS
from danceai.scoring.criteria.units import TRUNKS
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, root_mean, summarise
from danceai.scoring.metrics.metric import Adds, Curve, Metric, Words
from danceai.scoring.movement.series import Floats, average
from danceai.scoring.movement.tracks import PersonTrack

ROCKING = 0.8, 3.0
"""Hz: faster than a bar, slower than a network's noise"""


def _bridge(values: Floats) -> Floats:
    """(frames,) with straight lines over what is unknown."""
    known = np.isfinite(values)
    at = np.arange(len(values))
    return np.interp(at, at[known], values[known])


@cache
def _design_band(fps: float) -> Floats:
    """Second-order sections of the band at so many frames a second."""
    return np.asarray(butter(2, ROCKING, "bandpass", fs=fps, output="sos"))


def _square_rocking(person: PersonTrack) -> Floats:
    """(frames,) sideways place of the trunk in the rocking band, trunk heights, squared."""
    band = _design_band(person.fps)

    def rock(place: Floats) -> Floats:
        if np.isfinite(place).sum() < 2 * person.fps:
            return np.full(len(place), np.nan)
        return np.where(np.isfinite(place), np.square(sosfiltfilt(band, _bridge(place))), np.nan)

    place = average(person.midpoint(HIPS)[:, 0], person.midpoint(SHOULDERS)[:, 0], least=2) / person.scale
    return person.shots.apply(rock, place)


def measure(dancing: Dancing) -> Measurement:
    """Sideways movement of the trunk between 0.8 and 3 Hz, trunk heights (RMS), mean of both dancers.

    Contains what the steps themselves move the trunk; that part is the same for everybody who dances the figure.
    Source: JS 2.1 TQ 4 'balance'; own definition.
    """
    return summarise(average(*(_square_rocking(person) for person in dancing.couple.people)), dancing, root_mean)


METRIC = Metric(
    name="balance",
    component="TQ",
    deficit="balance",
    unit=TRUNKS,
    measure=measure,
    curve=Curve(((0.01, 9.5), (0.025, 8), (0.05, 6), (0.09, 3.5), (0.16, 1))),
    adds=Adds.SQUARE,
    words={
        Language.EN: Words(
            "Balance",
            "Balance: your upper bodies rock from side to side by {value} of a trunk height. Finish each step over the "
            "standing foot before the next one begins.",
        ),
        Language.DE: Words(
            "Balance",
            "Balance: Eure Oberkörper pendeln seitlich um {value} einer Rumpflänge. Beendet jeden Schritt über dem "
            "Standfuß, bevor der nächste beginnt.",
        ),
        Language.RU: Words(
            "Баланс",
            "Баланс: корпус у вас качается в стороны на {value} своей длины. Заканчивайте каждый шаг над опорной "
            "стопой, прежде чем начать следующий.",
        ),
        Language.ZH: Words(
            "平衡", "平衡：躯干左右摆动，幅度为躯干长的 {value} 倍。每一步在支撑脚上完成后再开始下一步。"
        ),
    },
)
