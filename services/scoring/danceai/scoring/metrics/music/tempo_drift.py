"""Faster or slower than the music (JS 2.1, MM 'timing')."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.scoring.criteria.reasons import FEW_BEATS, FEW_STEPS, NO_MUSIC, UNSURE_STEPS
from danceai.scoring.criteria.units import PERCENT
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, find_moments, refuse
from danceai.scoring.metrics.metric import Curve, Metric, Words
from danceai.scoring.metrics.music.pulse import LEAST_AGREEMENT, LEAST_BEATS, measure_coverage, place_in_beats
from danceai.scoring.metrics.music.step_errors import count_beats
from danceai.scoring.movement.steps import measure_arrivals

LARGEST_DRIFT = 0.08
PRIOR = 0.005
"""Agreement that one percent of drift must add, squared: half a percent is nothing, four percent must be clear"""


def measure(dancing: Dancing) -> Measurement:
    """How much faster (+) or slower (-) than the music the couple dances, percent.

    The stretch r of the music's time in which the pulse of the feet is strongest: argmax of the sum over dancers and
    shots of |sum s(t) exp(2 pi i (1 + r) b(t))| / sum s(t) - PRIOR r^2, with s the arrival strength and b(t) the place
    in beats. Dancers count by the size of their pulse, so that one who lags half a beat does not extinguish the other;
    the prior says that couples mostly dance to the music, and decides where the feet say little.
    Source: circular statistics of steps against beats, doi 10.1371/journal.pone.0284387.
    """
    music, couple = dancing.music, dancing.timed
    if music is None:
        return refuse(NO_MUSIC)
    if count_beats(couple, music) < LEAST_BEATS:
        return refuse(FEW_BEATS)
    beats, heard = place_in_beats(couple, music)
    strengths = np.stack([np.where(heard, measure_arrivals(person), 0.0) for person in couple.people])
    strength = strengths.sum(0)
    if not strength.any():
        return refuse(FEW_STEPS)
    stretch = np.linspace(-LARGEST_DRIFT, LARGEST_DRIFT, 321)
    pulse = np.zeros(len(stretch))
    for shot in couple.shots.split(couple.frames):
        arriving = np.flatnonzero(strength[shot]) + shot.start
        # Stretches are evenly apart: each turns by the same angle more than the one before.
        turned = np.empty((len(stretch), len(arriving)), complex)
        turned[0] = np.exp(2j * np.pi * (1 + stretch[0]) * beats[arriving])
        turned[1:] = np.exp(2j * np.pi * (stretch[1] - stretch[0]) * beats[arriving])
        turned = np.multiply.accumulate(turned, axis=0)
        pulse += np.abs(turned @ strengths[:, arriving].T).sum(1)
    agreement = pulse / strength.sum()
    if agreement.max() < LEAST_AGREEMENT:
        return refuse(UNSURE_STEPS)
    value = float(100 * stretch[(agreement - PRIOR * (100 * stretch) ** 2).argmax()])
    unsure = np.where(strength > 0, np.abs(np.angle(np.exp(2j * np.pi * beats))) * strength, np.nan)
    return Measurement(
        value,
        measure_coverage(couple, music),
        int((strength > 0).sum()),
        np.full(len(dancing.bars), value),
        find_moments(unsure, couple.fps),
        find_moments(-unsure, couple.fps),
    )


METRIC = Metric(
    name="tempo_drift",
    component="MM",
    deficit="timing",
    unit=PERCENT,
    measure=measure,
    curve=Curve(((0.3, 9.5), (0.8, 8), (2, 6), (4, 3.5), (7, 1)), absolute=True),
    place=1,
    words={
        Language.EN: Words(
            "Faster (+) or slower (-) than the music",
            "Timing: your own tempo differs from the music's by {value} percent, so that you drift away from the "
            "beat. Dance eight bars listening to the bass alone.",
        ),
        Language.DE: Words(
            "Schneller (+) oder langsamer (-) als die Musik",
            "Takt: Euer eigenes Tempo weicht um {value} Prozent von der Musik ab, so entfernt ihr euch vom Schlag. "
            "Tanzt acht Takte und hört dabei nur auf den Bass.",
        ),
        Language.RU: Words(
            "Быстрее (+) или медленнее (-) музыки",
            "Ритм: ваш темп отличается от музыки на {value} процента, и вы уходите от доли. Протанцуйте восемь "
            "тактов, слушая только бас.",
        ),
        Language.ZH: Words(
            "比音乐快(+)或慢(-)", "节拍：你们的速度与音乐相差 {value}%，逐渐偏离拍点。只听低音跳八个小节。"
        ),
    },
)
