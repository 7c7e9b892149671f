"""Steps late or early (JS 2.1, MM 'timing')."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.scoring.criteria.reasons import NO_MUSIC, Reason
from danceai.scoring.criteria.units import MILLISECONDS
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, refuse
from danceai.scoring.metrics.metric import Curve, Metric, Words
from danceai.scoring.metrics.music.pulse import find_pulse
from danceai.scoring.metrics.music.step_errors import StepErrors, find_clear_errors, find_errors, weighted_median


def measure(dancing: Dancing) -> Measurement:
    """How late (+) or early (-) steps arrive, milliseconds: median signed distance to the nearest beat.

    Where single steps are few or not seen clearly, the phase of the feet's pulse instead:
    arg(sum s(t) exp(2 pi i b(t))), with s the arrival strength and b(t) the place in beats. A confirmed latency of the
    recording is taken off; unconfirmed, a constant delay of the camera is part of the value. Source: beat alignment,
    AIST++ (Li et al. 2021); circular statistics, doi 10.1371/journal.pone.0284387.
    """
    music, clear = dancing.music, find_clear_errors(dancing)
    if music is None:
        return refuse(NO_MUSIC)
    pulse = None if isinstance(clear, StepErrors) else find_pulse(dancing, music)
    if pulse is not None:
        beat = 1000 * music.period
        per_bar = beat * np.array([pulse.phase(bar) for bar in dancing.bars])
        return pulse.summarise(beat * pulse.phase() + 1000 * dancing.latency, per_bar, dancing, music)
    steps = clear if isinstance(clear, StepErrors) else find_errors(dancing)
    if isinstance(steps, Reason):
        return refuse(steps)
    errors = 1000 * (steps.errors + dancing.latency)
    return steps.summarise(weighted_median(errors, steps.weights), errors, dancing)


# Up to 50 ms may be the recording's: EBU R37 tolerates 40 to 60 ms between picture and sound.
METRIC = Metric(
    name="timing_offset",
    component="MM",
    deficit="timing",
    unit=MILLISECONDS,
    measure=measure,
    curve=Curve(((0, 9.5), (30, 8), (60, 6), (110, 3.5), (200, 1)), absolute=True, forgiven=50),
    words={
        Language.EN: Words(
            "Steps late (+) or early (-)",
            "Timing: your steps miss the beat by {value} ms. Count aloud and put the weight, not the foot, on the "
            "beat.",
        ),
        Language.DE: Words(
            "Schritte spät (+) oder früh (-)",
            "Takt: Eure Schritte liegen {value} ms neben dem Schlag. Zählt laut und bringt das Gewicht, nicht den "
            "Fuß, auf den Schlag.",
        ),
        Language.RU: Words(
            "Шаги позже (+) или раньше (-)",
            "Ритм: шаги отстоят от доли на {value} мс. Считайте вслух и ставьте на долю вес, а не стопу.",
        ),
        Language.ZH: Words("步伐晚(+)或早(-)", "节拍：步伐偏离拍点 {value} 毫秒。大声数拍，把重心而不是脚放在拍上。"),
    },
)
