"""Footwork: heels and toes as the foot takes the floor (JS 2.1, TQ 5). Needs a network that sees both."""

import numpy as np

from danceai.common.skeleton import HEELS, TOES
from danceai.scoring.metrics.measure import Dancing, Metric, moments, not_assessable
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


def heel_leads(dancing: Dancing) -> Metric:
    """Share of the lead's steps that meet the floor with the heel first, percent.

    The lead's steps alone: hers are hidden by the dress. How many there should be depends on the figures, so the
    number is shown and not scored. Source: JS 2.1 TQ 5 'foot skills'.
    """
    lead = dancing.couple.lead
    if not np.isfinite(lead.xy[:, [*HEELS, *TOES], 0]).any():
        return not_assessable("heel_leads", "%", "This pose model does not see heels and toes.")
    if dancing.couple.fps < LEAST_FPS:
        return not_assessable("heel_leads", "%", "Heels and toes need at least 50 pictures a second.")
    steps = dancing.steps[0]
    leads = np.array([_leads_with_heel(lead, step) for step in steps])
    seen = np.isfinite(leads)
    if seen.sum() < LEAST_STEPS:
        return not_assessable("heel_leads", "%", "Too few steps could be seen.", frames=int(seen.sum()))
    without = np.full(lead.frames, np.nan)
    for step, led in zip(steps, leads, strict=True):
        without[min(int(step.second * lead.fps), lead.frames - 1)] = 1 - led
    return Metric(
        "heel_leads",
        float(100 * leads[seen].mean()),
        "%",
        float(seen.mean()),
        int(seen.sum()),
        100 * leads[seen],
        moments(without, lead.fps),
        moments(-without, lead.fps),
    )
