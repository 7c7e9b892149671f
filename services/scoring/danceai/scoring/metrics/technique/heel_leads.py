"""Steps with the heel first (JS 2.1, TQ 5 'foot skills'). Needs a network that sees heels and toes."""

import numpy as np

from danceai.common.contracts.base import Language
from danceai.common.skeleton import HEELS, TOES
from danceai.scoring.criteria.reasons import FEW_STEPS, NO_FEET, SLOW_CAMERA
from danceai.scoring.criteria.units import PERCENT
from danceai.scoring.metrics.dancing import Dancing
from danceai.scoring.metrics.measurement import Measurement, find_moments, refuse
from danceai.scoring.metrics.metric import Curve, Metric, Words
from danceai.scoring.movement.steps import Step
from danceai.scoring.movement.tracks import PersonTrack

LEAST_FPS = 45.0
"""A heel leads by some 50 ms: at 25 or 30 pictures a second that is one picture."""
BEFORE = 0.06
"""Seconds before the arrival at which heel and toe are compared"""
LIFTED = 0.03
"""Trunk heights the toe must be above the heel"""
LEAST_STEPS = 8


def _leads_with_heel(person: PersonTrack, step: Step) -> float:
    """1 when the toe is still up when the foot arrives, 0 when not, NaN when unseen."""
    side = 0 if step.left else 1
    at = int(np.clip(round((step.second - BEFORE) * person.fps), 0, person.frames - 1))
    lift = (person.joint(HEELS[side])[at, 1] - person.joint(TOES[side])[at, 1]) / person.scale
    return float(lift > LIFTED) if np.isfinite(lift) else float("nan")


def measure(dancing: Dancing) -> Measurement:
    """Share of the lead's steps whose toe is above the heel 60 ms before the foot rests, percent.

    The lead's steps alone: hers are hidden by the dress. Needs 50 pictures a second; foreshortened feet mislead. How
    many there should be depends on the figures, so the number is shown and not scored.
    Source: JS 2.1 TQ 5 'foot skills'.
    """
    lead = dancing.couple.lead
    if not np.isfinite(lead.xy[:, [*HEELS, *TOES], 0]).any():
        return refuse(NO_FEET)
    if dancing.couple.fps < LEAST_FPS:
        return refuse(SLOW_CAMERA)
    steps = dancing.steps[0]
    leads = np.array([_leads_with_heel(lead, step) for step in steps])
    seen = np.isfinite(leads)
    if seen.sum() < LEAST_STEPS:
        return refuse(FEW_STEPS, frames=int(seen.sum()))
    without = np.full(lead.frames, np.nan)
    for step, led in zip(steps, leads, strict=True):
        without[min(int(step.second * lead.fps), lead.frames - 1)] = 1 - led
    return Measurement(
        float(100 * leads[seen].mean()),
        float(seen.mean()),
        int(seen.sum()),
        100 * leads[seen],
        find_moments(without, lead.fps),
        find_moments(-without, lead.fps),
    )


METRIC = Metric(
    name="heel_leads",
    component="TQ",
    deficit="footwork",
    unit=PERCENT,
    measure=measure,
    curve=Curve(((0, 1), (100, 10)), weight=0),
    words={
        Language.EN: Words("Steps with the heel first"),
        Language.DE: Words("Schritte über die Ferse"),
        Language.RU: Words("Шаги с каблука"),
        Language.ZH: Words("脚跟先着地的步子"),
    },
)
